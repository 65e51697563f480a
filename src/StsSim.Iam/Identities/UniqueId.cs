using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Iam.Identities;

/// <summary>IAM's unique ids: a four-letter prefix and 17 characters, e.g. <c>AIDA…</c> for a user.</summary>
public static class UniqueId
{
    public const string User = "AIDA";
    public const string Role = "AROA";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>
    /// An id that is the same whenever the same world is loaded, so that what a test recorded yesterday holds today.
    /// </summary>
    public static string Derive(string prefix, AccountId account, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        byte[] text = Encoding.UTF8.GetBytes(name);
        byte[] seed = new byte[sizeof(long) + text.Length];
        BinaryPrimitives.WriteInt64BigEndian(seed, account.Number);
        text.CopyTo(seed, sizeof(long));
        SHA256.HashData(seed, hash);
        return Spell(prefix, hash[..17]);
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
