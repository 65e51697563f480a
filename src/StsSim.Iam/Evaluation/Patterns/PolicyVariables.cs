namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>
/// Finds policy variables: <c>${key}</c>, <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for the
/// characters themselves. Source: IAM User Guide, "IAM policy elements: Variables and tags".
/// </summary>
internal static class PolicyVariables
{
    private const string Opening = "${";

    /// <summary>The text in segments; a variable that is not closed is plain text.</summary>
    public static List<PatternSegment> Split(string text)
    {
        var segments = new List<PatternSegment>();
        int plain = 0;
        while (true)
        {
            int start = text.IndexOf(Opening, plain, StringComparison.Ordinal);
            int end = start < 0 ? -1 : FindEnd(text, start + Opening.Length);
            if (end < 0)
            {
                break;
            }

            if (start > plain)
            {
                segments.Add(new PatternSegment(text[plain..start], IsLiteral: false, Variable: null));
            }

            segments.Add(Read(text[(start + Opening.Length)..end]));
            plain = end + 1;
        }

        if (plain < text.Length)
        {
            segments.Add(new PatternSegment(text[plain..], IsLiteral: false, Variable: null));
        }

        return segments;
    }

    // A default value stands in single quotes and may hold a brace.
    private static int FindEnd(string text, int from)
    {
        bool quoted = false;
        for (int i = from; i < text.Length; i++)
        {
            quoted ^= text[i] == '\'';
            if (text[i] == '}' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }

    private static PatternSegment Read(string variable)
    {
        if (variable is "*" or "?" or "$")
        {
            return new PatternSegment(variable, IsLiteral: true, Variable: null);
        }

        int comma = variable.IndexOf(',', StringComparison.Ordinal);
        string key = comma < 0 ? variable : variable[..comma];
        string? fallback = comma < 0 ? null : variable[(comma + 1)..].Trim() switch
        {
            ['\'', .. string quoted, '\''] => quoted,
            string bare => bare,
        };
        return new PatternSegment(fallback, IsLiteral: true, ConditionKey.Parse(key.Trim()));
    }
}
