namespace StsSim.Iam.Policies;

/// <summary>
/// Matches IAM's wildcards where some characters of the pattern stand for themselves even if they are <c>*</c> or
/// <c>?</c>: those that a policy variable was replaced with.
/// </summary>
internal static class Wildcards
{
    /// <param name="literal">Which characters of the pattern are no wildcards; empty where none is meant.</param>
    public static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<bool> literal, ReadOnlySpan<char> text, bool ignoreCase)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && IsWildcard('*', pattern, literal, p))
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (Same(pattern[p], text[t], ignoreCase) || IsWildcard('?', pattern, literal, p)))
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

        while (p < pattern.Length && IsWildcard('*', pattern, literal, p))
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool IsWildcard(char wildcard, ReadOnlySpan<char> pattern, ReadOnlySpan<bool> literal, int at) =>
        pattern[at] == wildcard && (literal.IsEmpty || !literal[at]);

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.IsAsciiLetter(a) && (a | ' ') == (b | ' '));
}
