using System.Buffers;
using System.Security.Cryptography;

namespace StsSim.Operations;

/// <summary>Ids that cannot be guessed: a prefix and twenty hexadecimal digits.</summary>
internal static class RandomId
{
    private const int Bytes = 10;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public static string Create(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text can be such an id: a made-up one costs no grain.</summary>
    public static bool IsWellFormed(string id, string prefix) =>
        id.Length == prefix.Length + (2 * Bytes) && id.StartsWith(prefix, StringComparison.Ordinal) && !id.AsSpan(prefix.Length).ContainsAnyExcept(LowerHex);
}
