using System.Text;

namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>A text with policy variables in it, which a request gives values to.</summary>
internal sealed class PatternTemplate
{
    private readonly PatternSegment[] _segments;

    private PatternTemplate(PatternSegment[] segments) => _segments = segments;

    /// <summary>What every value begins with: the text before the first variable.</summary>
    public string Head => _segments[0] is { Variable: null, Text: { } text } ? text : "";

    /// <summary>The template, or <see langword="null"/> where a text holds nothing to replace.</summary>
    /// <param name="variables">Whether <c>${…}</c> is a variable at all, as it is since version 2012-10-17.</param>
    public static PatternTemplate? Parse(string text, bool variables)
    {
        if (!variables || !text.Contains("${", StringComparison.Ordinal))
        {
            return null;
        }

        List<PatternSegment> segments = PolicyVariables.Split(text);
        return segments is [{ Variable: null, IsLiteral: false }] ? null : new PatternTemplate([.. segments]);
    }

    /// <summary>
    /// Writes the text with the values of a request; <see langword="false"/> where a variable has no value, or more than
    /// one. Such a text is null and like nothing (IAM User Guide, "Policy variables with no value").
    /// </summary>
    public bool TryExpand(ConditionContext context, ref ExpandedText expanded)
    {
        Span<char> scratch = stackalloc char[ConditionValues.ScratchLength];
        foreach (PatternSegment segment in _segments)
        {
            if (segment.Variable is null)
            {
                expanded.Append(segment.Text, segment.IsLiteral);
                continue;
            }

            ConditionValues values = context.Find(segment.Variable);
            switch (values.Count)
            {
                case 0 when segment.Text is not null:
                    expanded.Append(segment.Text, isLiteral: true);
                    break;
                case 1:
                    expanded.Append(values.Text(0, scratch), isLiteral: true);
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    /// <summary>The text where nothing in it depends on a request, <c>${*}</c> and its like written out.</summary>
    public string? FixedText()
    {
        var text = new StringBuilder();
        foreach (PatternSegment segment in _segments)
        {
            if (segment.Variable is not null)
            {
                return null;
            }

            text.Append(segment.Text);
        }

        return text.ToString();
    }
}
