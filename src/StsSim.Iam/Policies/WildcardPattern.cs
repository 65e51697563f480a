namespace StsSim.Iam.Policies;

/// <summary>IAM's wildcards: <c>*</c> stands for any run of characters, <c>?</c> for exactly one. Matching allocates nothing.</summary>
public readonly record struct WildcardPattern(string Text)
{
    /// <param name="text">What to match, as a whole.</param>
    /// <param name="ignoreCase">Actions ignore case (ASCII); resources do not.</param>
    public bool Matches(ReadOnlySpan<char> text, bool ignoreCase)
    {
        ReadOnlySpan<char> pattern = Text;
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // Let the last star swallow one character more and try again behind it.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.IsAsciiLetter(a) && (a | ' ') == (b | ' '));
}
