using System.Security.Cryptography;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>
/// Signs by SigV4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html) with hashes
/// that are used again and again; for one request at a time.
/// </summary>
internal sealed class Signer(string region) : IDisposable
{
    private const int HexLength = 64;

    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _scratch = new byte[16 * 1024];
    private SigningKey? _key;
    private IncrementalHash? _hmac;

    /// <summary>Writes <c>DATE/REGION/sts/aws4_request</c>.</summary>
    public void WriteScope(ref SpanWriter writer, SigningTime time)
    {
        writer.Write(time.Date);
        writer.Write("/"u8);
        writer.Write(region);
        writer.Write("/sts/aws4_request"u8);
    }

    /// <summary>The hash of bytes, in hexadecimal digits.</summary>
    public void WriteHash(ref SpanWriter writer, ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _sha.AppendData(bytes);
        _sha.GetHashAndReset(hash);
        writer.WriteHex(hash);
    }

    /// <summary>The signature of a canonical request, in hexadecimal digits.</summary>
    public void WriteSignature(ref SpanWriter writer, ClientCredentials credentials, SigningTime time, ReadOnlySpan<byte> canonicalRequest)
    {
        var toSign = new SpanWriter(_scratch);
        toSign.Write("AWS4-HMAC-SHA256\n"u8);
        toSign.Write(time.Text);
        toSign.Write("\n"u8);
        WriteScope(ref toSign, time);
        toSign.Write("\n"u8);
        WriteHash(ref toSign, canonicalRequest);

        IncrementalHash hmac = KeyedFor(credentials, time);
        Span<byte> signature = stackalloc byte[HexLength / 2];
        hmac.AppendData(toSign.Written);
        hmac.GetHashAndReset(signature);
        writer.WriteHex(signature);
    }

    public void Dispose()
    {
        _sha.Dispose();
        _hmac?.Dispose();
    }

    private IncrementalHash KeyedFor(ClientCredentials credentials, SigningTime time)
    {
        if (_key is null || !_key.IsFor(credentials, time.Date))
        {
            _key = SigningKey.Derive(credentials, time.Date, region);
            _hmac?.Dispose();
            _hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key.Key);
        }

        return _hmac!;
    }
}
