using System.Security.Cryptography;
using System.Text;

namespace StsSim.Protocol.SigV4;

/// <summary>
/// The key derived from a secret access key for one day, Region and service, with a keyed hash kept for reuse: setting
/// a key up costs three times what a signature does.
/// </summary>
public sealed class SigningKey
{
    private readonly byte[] _key;
    private readonly IncrementalHash _hash;
    private int _hashInUse;

    private SigningKey(byte[] key)
    {
        _key = key;
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }

    public static SigningKey Derive(string secretAccessKey, string date, string region, string service)
    {
        byte[] dateKey = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretAccessKey), Encoding.UTF8.GetBytes(date));
        byte[] regionKey = HMACSHA256.HashData(dateKey, Encoding.UTF8.GetBytes(region));
        byte[] serviceKey = HMACSHA256.HashData(regionKey, Encoding.UTF8.GetBytes(service));
        return new SigningKey(HMACSHA256.HashData(serviceKey, "aws4_request"u8));
    }

    /// <summary>The HMAC-SHA256 of a string to sign. Safe to call from many threads at once.</summary>
    public void Sign(ReadOnlySpan<byte> stringToSign, Span<byte> signature)
    {
        if (Interlocked.CompareExchange(ref _hashInUse, 1, 0) != 0)
        {
            HMACSHA256.HashData(_key, stringToSign, signature);
            return;
        }

        try
        {
            _hash.AppendData(stringToSign);
            _hash.GetHashAndReset(signature);
        }
        finally
        {
            Volatile.Write(ref _hashInUse, 0);
        }
    }
}
