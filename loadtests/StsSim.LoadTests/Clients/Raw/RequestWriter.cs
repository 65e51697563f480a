namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Writes a call as the bytes that go out: a signed form, an unsigned one, or a presigned URL.</summary>
internal sealed class RequestWriter(Uri endpoint, string region, string applicationId) : IDisposable
{
    // The greatest policy and the greatest token fit in, percent-encoded.
    private const int LargestRequest = 96 * 1024;
    private const int PresignedSeconds = 60;

    private readonly Signer _signer = new(region);
    private readonly string _host = endpoint.IsDefaultPort ? endpoint.Host : $"{endpoint.Host}:{endpoint.Port}";
    private readonly string _agent = $"stssim-raw/1 app/{applicationId}";
    private readonly byte[] _request = new byte[LargestRequest];
    private readonly byte[] _body = new byte[LargestRequest];
    private readonly byte[] _canonical = new byte[LargestRequest];
    private int _bodyLength;

    /// <param name="invocation">Counts the calls of the client: with it the server keeps exact accounts.</param>
    public ReadOnlyMemory<byte> Write(StsRequest request, ClientCredentials own, SigningTime time, Guid invocation)
    {
        var writer = new SpanWriter(_request);
        ClientCredentials credentials = request.Credentials ?? own;
        if (request.PresignedForCluster is { } cluster)
        {
            WritePresigned(ref writer, cluster, credentials, time);
        }
        else
        {
            WriteForm(ref writer, request, credentials, time);
        }

        Span<byte> id = stackalloc byte[36];
        invocation.TryFormat(id, out int length);
        writer.Write("User-Agent: "u8);
        writer.Write(_agent);
        writer.Write("\r\namz-sdk-invocation-id: "u8);
        writer.Write(id[..length]);
        writer.Write("\r\namz-sdk-request: attempt=1; max=1\r\n\r\n"u8);
        if (request.PresignedForCluster is null)
        {
            writer.Write(_body.AsSpan(0, _bodyLength));
        }

        return _request.AsMemory(0, writer.Length);
    }

    public void Dispose() => _signer.Dispose();

    private void WriteForm(ref SpanWriter writer, StsRequest request, ClientCredentials credentials, SigningTime time)
    {
        var body = new SpanWriter(_body);
        WriteParameters(ref body, request);
        _bodyLength = body.Length;

        writer.Write("POST "u8);
        writer.Write(endpoint.AbsolutePath);
        writer.Write(" HTTP/1.1\r\nHost: "u8);
        writer.Write(_host);
        writer.Write("\r\nContent-Type: application/x-www-form-urlencoded; charset=utf-8\r\nContent-Length: "u8);
        writer.Write(body.Length);
        writer.Write("\r\n"u8);
        if (request.Operation == nameof(StsRequest.AssumeRoleWithWebIdentity))
        {
            return; // the token in it is what proves who asks
        }

        bool hasToken = credentials.SessionToken is not null;
        ReadOnlySpan<byte> signedHeaders = hasToken ? "content-type;host;x-amz-date;x-amz-security-token"u8 : "content-type;host;x-amz-date"u8;
        var canonical = new SpanWriter(_canonical);
        canonical.Write("POST\n"u8);
        canonical.Write(endpoint.AbsolutePath);
        canonical.Write("\n\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\nhost:"u8);
        canonical.Write(_host);
        canonical.Write("\nx-amz-date:"u8);
        canonical.Write(time.Text);
        if (hasToken)
        {
            canonical.Write("\nx-amz-security-token:"u8);
            canonical.Write(credentials.SessionToken!);
        }

        canonical.Write("\n\n"u8);
        canonical.Write(signedHeaders);
        canonical.Write("\n"u8);
        _signer.WriteHash(ref canonical, body.Written);

        writer.Write("X-Amz-Date: "u8);
        writer.Write(time.Text);
        if (hasToken)
        {
            writer.Write("\r\nX-Amz-Security-Token: "u8);
            writer.Write(credentials.SessionToken!);
        }

        writer.Write("\r\nAuthorization: AWS4-HMAC-SHA256 Credential="u8);
        writer.Write(credentials.AccessKeyId);
        writer.Write("/"u8);
        _signer.WriteScope(ref writer, time);
        writer.Write(", SignedHeaders="u8);
        writer.Write(signedHeaders);
        writer.Write(", Signature="u8);
        _signer.WriteSignature(ref writer, credentials, time, canonical.Written);
        writer.Write("\r\n"u8);
    }

    /// <summary>As EKS's authenticator has its clients do it (https://github.com/kubernetes-sigs/aws-iam-authenticator): the cluster's name is a signed header.</summary>
    private void WritePresigned(ref SpanWriter writer, string cluster, ClientCredentials credentials, SigningTime time)
    {
        var query = new SpanWriter(_body);
        query.Write("Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="u8);
        query.WriteEncoded($"{credentials.AccessKeyId}/{time.Date}/{region}/sts/aws4_request");
        query.Write("&X-Amz-Date="u8);
        query.Write(time.Text);
        query.Write("&X-Amz-Expires="u8);
        query.Write(PresignedSeconds);
        if (credentials.SessionToken is { } token)
        {
            query.Write("&X-Amz-Security-Token="u8);
            query.WriteEncoded(token);
        }

        query.Write("&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"u8);

        var canonical = new SpanWriter(_canonical);
        canonical.Write("GET\n"u8);
        canonical.Write(endpoint.AbsolutePath);
        canonical.Write("\n"u8);
        canonical.Write(query.Written);
        canonical.Write("\nhost:"u8);
        canonical.Write(_host);
        canonical.Write("\nx-k8s-aws-id:"u8);
        canonical.Write(cluster);
        canonical.Write("\n\nhost;x-k8s-aws-id\n"u8);
        _signer.WriteHash(ref canonical, []);

        writer.Write("GET "u8);
        writer.Write(endpoint.AbsolutePath);
        writer.Write("?"u8);
        writer.Write(query.Written);
        writer.Write("&X-Amz-Signature="u8);
        _signer.WriteSignature(ref writer, credentials, time, canonical.Written);
        writer.Write(" HTTP/1.1\r\nHost: "u8);
        writer.Write(_host);
        writer.Write("\r\nx-k8s-aws-id: "u8);
        writer.Write(cluster);
        writer.Write("\r\n"u8);
    }

    private static void WriteParameters(ref SpanWriter body, StsRequest request)
    {
        body.Write("Action="u8);
        body.Write(request.Operation);
        body.Write("&Version=2011-06-15"u8);
        WriteParameter(ref body, "&Name="u8, request.Name);
        WriteParameter(ref body, "&RoleArn="u8, request.RoleArn);
        WriteParameter(ref body, "&RoleSessionName="u8, request.RoleSessionName);
        WriteParameter(ref body, "&WebIdentityToken="u8, request.WebIdentityToken);
        WriteParameter(ref body, "&Policy="u8, request.Policy);
        if (request.DurationSeconds is { } seconds)
        {
            body.Write("&DurationSeconds="u8);
            body.Write(seconds);
        }
    }

    private static void WriteParameter(ref SpanWriter body, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            body.Write(name);
            body.WriteEncoded(value);
        }
    }
}
