using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Signs canonical requests with AWS Signature Version 4; any number of connections may share one.</summary>
internal sealed class SigV4Signer(string region, string service)
{
    private readonly byte[] _region = Encoding.UTF8.GetBytes(region);
    private readonly byte[] _service = Encoding.UTF8.GetBytes(service);
    private readonly byte[] _scopeEnd = Encoding.UTF8.GetBytes($"/{region}/{service}/aws4_request");
    private readonly byte[] _encodedScopeEnd = Encoding.UTF8.GetBytes($"%2F{region}%2F{service}%2Faws4_request");

    // Keyed by the object and not by its value: sessions come and go, and to compare their tokens costs more than a signature.
    private readonly ConditionalWeakTable<ClientCredentials, SigningKey> _keys = [];

    public WireBuffer AppendScope(WireBuffer buffer, SigningDate date) => buffer.Append(date.Day).Append(_scopeEnd);

    /// <summary>As <see cref="AppendScope"/>, for a query.</summary>
    public WireBuffer AppendEncodedScope(WireBuffer buffer, SigningDate date) => buffer.Append(date.Day).Append(_encodedScopeEnd);

    /// <summary>Appends the signature in hexadecimal.</summary>
    /// <param name="scratch">Holds the string to sign for a moment.</param>
    public void AppendSignature(
        WireBuffer buffer, ClientCredentials credentials, SigningDate date, ReadOnlySpan<byte> canonicalRequest, WireBuffer scratch)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonicalRequest, hash);
        scratch.Clear();
        AppendScope(scratch.Append("AWS4-HMAC-SHA256\n"u8).Append(date.Time).Append("\n"u8), date).Append("\n"u8).AppendHex(hash);
        KeyOf(credentials, date).Sign(scratch.Written, hash);
        buffer.AppendHex(hash);
    }

    private SigningKey KeyOf(ClientCredentials credentials, SigningDate date)
    {
        if (!_keys.TryGetValue(credentials, out SigningKey? key) || !key.IsOf(date.Day))
        {
            key = SigningKey.Derive(credentials.SecretAccessKey, date.Day, _region, _service);
            _keys.AddOrUpdate(credentials, key);
        }

        return key;
    }
}
