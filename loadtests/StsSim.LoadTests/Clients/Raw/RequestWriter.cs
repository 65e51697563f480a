using System.Security.Cryptography;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Writes the requests of one connection, one at a time, into memory that it uses again.</summary>
internal sealed class RequestWriter(RequestTemplate template)
{
    private readonly SigningDate _date = new();
    private readonly WireBuffer _message = new(2048);
    private readonly WireBuffer _form = new(1024);
    private readonly WireBuffer _canonical = new(2048);
    private readonly WireBuffer _toSign = new(256);

    /// <returns>The whole request, until the next is written.</returns>
    public ReadOnlyMemory<byte> Write(StsRequest request, ClientCredentials credentials, DateTimeOffset now)
    {
        _date.MoveTo(now);
        _message.Clear();
        if (request.PresignedForCluster is { } cluster)
        {
            WriteGet(request, cluster, credentials);
        }
        else
        {
            WritePost(request, credentials);
        }

        return _message.WrittenMemory;
    }

    private void WriteGet(StsRequest request, string cluster, ClientCredentials credentials)
    {
        _message.Append(template.GetStart);
        PresignedUrl.Append(_message, request, cluster, credentials, _date, template, _form, _canonical);
        _message.Append(template.GetHead);
        template.AppendNextId(_message);
        _message.Append("\r\nx-k8s-aws-id: "u8).AppendAscii(cluster).Append("\r\n\r\n"u8);
    }

    private void WritePost(StsRequest request, ClientCredentials credentials)
    {
        _form.Clear();
        StsForm.Append(_form, request);
        _message.Append(template.PostHead);
        template.AppendNextId(_message);
        _message.Append("\r\nX-Amz-Date: "u8).Append(_date.Time).Append("\r\nContent-Length: "u8).AppendNumber(_form.Length);

        // Whoever has a web identity has no credentials yet.
        if (request.Operation != nameof(StsRequest.AssumeRoleWithWebIdentity))
        {
            AppendAuthorization(credentials);
        }

        _message.Append("\r\n\r\n"u8).Append(_form.Written);
    }

    private void AppendAuthorization(ClientCredentials credentials)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_form.Written, hash);
        ReadOnlySpan<byte> signedHeaders = credentials.SessionToken is null
            ? "content-type;host;x-amz-date"u8
            : "content-type;host;x-amz-date;x-amz-security-token"u8;

        _canonical.Clear();
        _canonical.Append(template.CanonicalPostHead).Append(_date.Time);
        if (credentials.SessionToken is { } token)
        {
            _message.Append("\r\nX-Amz-Security-Token: "u8).AppendAscii(token);
            _canonical.Append("\nx-amz-security-token:"u8).AppendAscii(token);
        }

        _canonical.Append("\n\n"u8).Append(signedHeaders).Append("\n"u8).AppendHex(hash);
        _message.Append("\r\nAuthorization: AWS4-HMAC-SHA256 Credential="u8).AppendAscii(credentials.AccessKeyId).Append("/"u8);
        template.Signer.AppendScope(_message, _date)
            .Append(", SignedHeaders="u8).Append(signedHeaders).Append(", Signature="u8);
        template.Signer.AppendSignature(_message, credentials, _date, _canonical.Written, _toSign);
    }
}
