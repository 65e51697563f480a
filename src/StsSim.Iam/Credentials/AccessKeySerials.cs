using System.Security.Cryptography;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Turns a running number into the free bits of an access key id, one to one: no two numbers below 2^39 give the same
/// bits, yet the bits look drawn at random. Drawn bits would collide after some 700,000 keys of an account.
/// </summary>
/// <remarks>
/// A Feistel network of four rounds over 40 bits, walked until it lands below 2^39 (cycle walking; Black and Rogaway,
/// "Ciphers with Arbitrary Finite Domains", 2002). It hides no secret; it only has to look like AWS's ids.
/// </remarks>
public sealed class AccessKeySerials
{
    private const int HalfBits = 20;
    private const uint HalfMask = (1 << HalfBits) - 1;
    private const ulong Limit = 1UL << AccessKeyId.FreeBits;

    private readonly uint[] _roundKeys;

    /// <param name="key">At least sixteen bytes that every gateway of a cluster shares.</param>
    public AccessKeySerials(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        _roundKeys = [BitConverter.ToUInt32(hash), BitConverter.ToUInt32(hash[4..]), BitConverter.ToUInt32(hash[8..]), BitConverter.ToUInt32(hash[12..])];
    }

    /// <param name="number">Below 2^39.</param>
    public ulong Permute(ulong number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Limit);
        ulong value = number;
        do
        {
            value = PermuteOnce(value);
        }
        while (value >= Limit);
        return value;
    }

    private ulong PermuteOnce(ulong value)
    {
        uint left = (uint)(value >> HalfBits), right = (uint)value & HalfMask;
        foreach (uint key in _roundKeys)
        {
            (left, right) = (right, left ^ Mix(right, key));
        }

        return ((ulong)left << HalfBits) | right;
    }

    private static uint Mix(uint half, uint key)
    {
        uint x = (half ^ key) * 0x9E37_79B1;
        x ^= x >> 15;
        x *= 0x85EB_CA77;
        x ^= x >> 13;
        return x & HalfMask;
    }
}
