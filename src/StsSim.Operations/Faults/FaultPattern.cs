using System.Buffers;
using System.IO.Enumeration;

namespace StsSim.Operations.Faults;

/// <summary>A text that a rule names, where <c>*</c> stands for anything, <c>?</c> for one character, and <c>\</c> takes that from them.</summary>
internal readonly record struct FaultPattern(string Text)
{
    private static readonly SearchValues<char> Special = SearchValues.Create('*', '?', '\\');

    /// <summary>What every text that it matches begins with.</summary>
    public ReadOnlySpan<char> Prefix => Text.AsSpan().IndexOfAny(Special) is >= 0 and var length ? Text.AsSpan(0, length) : Text;

    /// <summary>Whether it matches nothing but itself.</summary>
    public bool IsExact => !Text.AsSpan().ContainsAny(Special);

    // Most patterns do not match, and most of those show it by how they begin: a fraction of what matching costs.
    public bool Matches(string text, bool ignoreCase)
    {
        ReadOnlySpan<char> prefix = Prefix;
        return text.AsSpan().StartsWith(prefix, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
            && (prefix.Length < Text.Length || text.Length == prefix.Length)
            && FileSystemName.MatchesSimpleExpression(Text, text, ignoreCase);
    }
}
