namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>
/// A text of a policy, compiled to match texts of requests: exactly or by wildcards, with policy variables or without.
/// Matching allocates nothing.
/// </summary>
internal sealed class TextPattern
{
    private readonly Form _form;
    private readonly string _text;
    private readonly PatternTemplate? _template;
    private readonly bool _wildcards;
    private readonly StringComparison _comparison;

    private TextPattern(Form form, string text, PatternTemplate? template, bool wildcards, bool ignoreCase)
    {
        _form = form;
        _text = text;
        _template = template;
        _wildcards = wildcards;
        _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    }

    private enum Form : byte
    {
        Anything,
        Exact,
        Prefix,
        Wildcards,
        Template,
    }

    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="variables">Whether <c>${…}</c> is a policy variable.</param>
    public static TextPattern Compile(string text, bool wildcards, bool variables, bool ignoreCase = false)
    {
        if (PatternTemplate.Parse(text, variables) is { } template)
        {
            return !wildcards && template.FixedText() is { } literal
                ? new TextPattern(Form.Exact, literal, null, wildcards, ignoreCase)
                : new TextPattern(Form.Template, LiteralHead(template.Head, wildcards), template, wildcards, ignoreCase);
        }

        int wildcard = wildcards ? text.AsSpan().IndexOfAny('*', '?') : -1;
        Form form = wildcard switch
        {
            < 0 => Form.Exact,
            0 when text == "*" => Form.Anything,
            _ when wildcard == text.Length - 1 && text[wildcard] == '*' => Form.Prefix,
            _ => Form.Wildcards,
        };
        return new TextPattern(form, form == Form.Prefix ? text[..^1] : text, null, wildcards, ignoreCase);
    }

    public bool Matches(ReadOnlySpan<char> text, ConditionContext context) => _form switch
    {
        Form.Anything => true,
        Form.Exact => text.Equals(_text, _comparison),
        Form.Prefix => text.StartsWith(_text, _comparison),
        Form.Wildcards => Policies.Wildcards.Match(_text, [], text, _comparison == StringComparison.OrdinalIgnoreCase),
        _ => text.StartsWith(_text, _comparison) && MatchesTemplate(text, context),
    };

    private bool MatchesTemplate(ReadOnlySpan<char> text, ConditionContext context)
    {
        var expanded = new ExpandedText(stackalloc char[ExpandedText.InitialLength], stackalloc bool[ExpandedText.InitialLength]);
        try
        {
            if (!_template!.TryExpand(context, ref expanded))
            {
                return false;
            }

            return _wildcards
                ? Policies.Wildcards.Match(expanded.Characters, expanded.Literal, text, _comparison == StringComparison.OrdinalIgnoreCase)
                : text.Equals(expanded.Characters, _comparison);
        }
        finally
        {
            expanded.Dispose();
        }
    }

    // Looking at the head first saves most look-ups of variables.
    private static string LiteralHead(string head, bool wildcards)
    {
        int wildcard = wildcards ? head.AsSpan().IndexOfAny('*', '?') : -1;
        return wildcard < 0 ? head : head[..wildcard];
    }
}
