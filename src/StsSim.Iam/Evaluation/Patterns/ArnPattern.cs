namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>
/// An ARN of a condition: each of its six parts is matched by itself, with wildcards that reach no further than their
/// part. Source: IAM User Guide, "Amazon Resource Name (ARN) condition operators".
/// </summary>
internal sealed class ArnPattern
{
    private const int Parts = 6;

    private readonly TextPattern[]? _parts;
    private readonly PatternTemplate? _template;
    private readonly bool _anything;

    private ArnPattern(TextPattern[]? parts, PatternTemplate? template, bool anything)
    {
        _parts = parts;
        _template = template;
        _anything = anything;
    }

    /// <summary>A pattern that has not six parts matches nothing, but for <c>*</c>, which matches every ARN.</summary>
    public static ArnPattern Compile(string text, bool variables)
    {
        PatternTemplate? template = PatternTemplate.Parse(text, variables);
        if (template is not null || text == "*")
        {
            return new ArnPattern(null, template, text == "*");
        }

        string[] parts = text.Split(':', Parts);
        return parts.Length == Parts
            ? new ArnPattern(Array.ConvertAll(parts, part => TextPattern.Compile(part, wildcards: true, variables: false)), null, false)
            : new ArnPattern(null, null, false);
    }

    public bool Matches(ReadOnlySpan<char> text, ConditionContext context)
    {
        Span<Range> textParts = stackalloc Range[Parts];
        if (text.Split(textParts, ':') != Parts)
        {
            return false;
        }

        return _template is not null
            ? MatchesTemplate(text, textParts, context)
            : _anything || (_parts is not null && MatchesParts(text, textParts, context));
    }

    private bool MatchesParts(ReadOnlySpan<char> text, ReadOnlySpan<Range> textParts, ConditionContext context)
    {
        // The last parts differ more often than the first ones.
        for (int i = Parts - 1; i >= 0; i--)
        {
            if (!_parts![i].Matches(text[textParts[i]], context))
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchesTemplate(ReadOnlySpan<char> text, ReadOnlySpan<Range> textParts, ConditionContext context)
    {
        var expanded = new ExpandedText(stackalloc char[ExpandedText.InitialLength], stackalloc bool[ExpandedText.InitialLength]);
        try
        {
            Span<Range> patternParts = stackalloc Range[Parts];
            if (!_template!.TryExpand(context, ref expanded) || expanded.Characters.Split(patternParts, ':') != Parts)
            {
                return false;
            }

            for (int i = 0; i < Parts; i++)
            {
                Range part = patternParts[i];
                if (!Policies.Wildcards.Match(expanded.Characters[part], expanded.Literal[part], text[textParts[i]], ignoreCase: false))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            expanded.Dispose();
        }
    }
}
