using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Iam.Identities;

/// <summary>IAM's unique ids: a four-letter prefix and 17 characters, e.g. <c>AIDA…</c> for a user.</summary>
public static class UniqueId
{
    public const string User = "AIDA";
    public const string Role = "AROA";
    public const string Group = "AGPA";
    public const string Policy = "ANPA";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly SearchValues<char> UpperCaseAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>
    /// Whether a text has the form of a user's or role's id: what AWS stores in a policy in the place of their ARNs, and
    /// shows once they are gone.
    /// </summary>
    public static bool IsOfPrincipal(ReadOnlySpan<char> text) =>
        text.Length is >= 16 and <= 128
        && (text.StartsWith(User, StringComparison.Ordinal) || text.StartsWith(Role, StringComparison.Ordinal))
        && !text.ContainsAnyExcept(UpperCaseAndDigits);

    /// <summary>
    /// An id that is the same whenever the same world is loaded, so that what a test recorded yesterday holds today.
    /// </summary>
    public static string Derive(string prefix, AccountId account, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(account, name, hash);
        return Spell(prefix, hash[..17]);
    }

    /// <summary>An id that nothing had before.</summary>
    public static string Create(string prefix)
    {
        Span<byte> random = stackalloc byte[17];
        RandomNumberGenerator.Fill(random);
        return Spell(prefix, random);
    }

    /// <summary>A UUID that is the same whenever the same world is loaded.</summary>
    public static Guid DeriveUuid(AccountId account, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(account, name, hash);
        return new Guid(hash[..16]);
    }

    private static void Hash(AccountId account, string name, Span<byte> hash)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] seed = new byte[sizeof(long) + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(seed, account.Number);
        text.CopyTo(seed, sizeof(long));
        SHA256.HashData(seed, hash);
    }

    private static string Spell(string prefix, ReadOnlySpan<byte> bytes)
    {
        Span<char> id = stackalloc char[21];
        prefix.CopyTo(id);
        for (int i = 0; i < 17; i++)
        {
            id[4 + i] = Alphabet[bytes[i] & 31];
        }

        return new string(id);
    }
}
