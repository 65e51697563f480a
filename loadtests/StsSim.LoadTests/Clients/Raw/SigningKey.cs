using System.Security.Cryptography;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>The key that a secret becomes for a day, a region and a service, with both pads of its HMAC at hand.</summary>
internal sealed class SigningKey
{
    private const int BlockLength = 64;
    private const int LongestOnStack = 512;

    private readonly byte[] _innerPad = new byte[BlockLength];
    private readonly byte[] _outerPad = new byte[BlockLength];
    private readonly byte[] _day;

    private SigningKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> day)
    {
        key.CopyTo(_innerPad);
        key.CopyTo(_outerPad);
        for (int at = 0; at < BlockLength; at++)
        {
            _innerPad[at] ^= 0x36;
            _outerPad[at] ^= 0x5c;
        }

        _day = day.ToArray();
    }

    public static SigningKey Derive(string secretAccessKey, ReadOnlySpan<byte> day, ReadOnlySpan<byte> region, ReadOnlySpan<byte> service)
    {
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretAccessKey), day, key);
        HMACSHA256.HashData(key, region, key);
        HMACSHA256.HashData(key, service, key);
        HMACSHA256.HashData(key, "aws4_request"u8, key);
        return new SigningKey(key, day);
    }

    public bool IsOf(ReadOnlySpan<byte> day) => day.SequenceEqual(_day);

    // Two hashes cost less than one HMAC does, which takes in its key first.
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        int length = BlockLength + message.Length;
        Span<byte> inner = length <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[length];
        _innerPad.CopyTo(inner);
        message.CopyTo(inner[BlockLength..]);

        Span<byte> outer = stackalloc byte[BlockLength + SHA256.HashSizeInBytes];
        _outerPad.CopyTo(outer);
        SHA256.HashData(inner[..length], outer[BlockLength..]);
        SHA256.HashData(outer, signature);
    }
}
