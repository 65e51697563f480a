using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Access keys that follow from a seed and a number, so that a load generator in any language can know a hundred
/// thousand of them without a list.
/// </summary>
public static class DerivedAccessKey
{
    private const ulong FreeBits = (1UL << AccessKeyId.FreeBits) - 1;

    /// <summary>
    /// <c>AKIA</c> and base 32 of 80 bits: a set bit, forty of the account, and thirty-nine that are
    /// (the first eight bytes of SHA-256 of the seed, big-endian, + <paramref name="number"/>) mod 2^39.
    /// </summary>
    public static string IdOf(AccountId account, string seed, long number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(seed), hash);
        return AccessKeyId.Encode(AccessKeyId.LongTerm, account, (BinaryPrimitives.ReadUInt64BigEndian(hash) + (ulong)number) & FreeBits);
    }

    /// <summary>Base 64 of the first thirty bytes of HMAC-SHA256 of the key id under the seed.</summary>
    public static string SecretOf(string seed, string accessKeyId)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.ASCII.GetBytes(accessKeyId), mac);
        return Convert.ToBase64String(mac[..SecretAccessKey.ByteLength]);
    }
}
