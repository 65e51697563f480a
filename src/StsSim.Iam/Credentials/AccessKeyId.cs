using System.Buffers.Binary;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Access key ids as AWS has made them since about 2019: a four-letter prefix, then base 32 of a set bit, forty bits of
/// account id and thirty-nine free bits. Source: the published GetAccessKeyInfo experiments.
/// </summary>
public static class AccessKeyId
{
    public const string LongTerm = "AKIA";
    public const string Temporary = "ASIA";
    public const int Length = 20;

    /// <summary>How many bits of a key id are not the account's.</summary>
    public const int FreeBits = 39;

    /// <param name="serial">The free bits; two keys of one account differ exactly when their serials do.</param>
    public static string Encode(string prefix, AccountId account, ulong serial)
    {
        Span<byte> raw = stackalloc byte[Base32.ByteLength];
        WriteRaw(account, serial, raw);
        return FromRaw(prefix, raw);
    }

    /// <summary>The account a key id carries; <see langword="false"/> for ids of the old form and for other texts.</summary>
    public static bool TryDecodeAccount(ReadOnlySpan<char> keyId, out AccountId account)
    {
        account = default;
        Span<byte> raw = stackalloc byte[Base32.ByteLength];
        if (keyId.Length != Length || !Base32.TryDecode(keyId[4..], raw) || (raw[0] & 0x80) == 0)
        {
            return false;
        }

        Span<byte> first = stackalloc byte[8];
        raw[..6].CopyTo(first[2..]);
        long number = (long)((BinaryPrimitives.ReadUInt64BigEndian(first) & 0x7FFF_FFFF_FF80) >> 7);
        account = new AccountId(number);
        return number <= 999_999_999_999;
    }

    internal static void WriteRaw(AccountId account, ulong serial, Span<byte> raw)
    {
        ulong first = (1UL << 47) | ((ulong)account.Number << 7) | ((serial >> 32) & 0x7F);
        Span<byte> high = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(high, first);
        high[2..].CopyTo(raw);
        BinaryPrimitives.WriteUInt32BigEndian(raw[6..], (uint)serial);
    }

    internal static string FromRaw(string prefix, ReadOnlySpan<byte> raw)
    {
        Span<char> text = stackalloc char[Length];
        prefix.CopyTo(text);
        Base32.Encode(raw, text[4..]);
        return new string(text);
    }

    internal static bool TryReadRaw(ReadOnlySpan<char> keyId, Span<byte> raw) =>
        keyId.Length == Length && Base32.TryDecode(keyId[4..], raw);
}
