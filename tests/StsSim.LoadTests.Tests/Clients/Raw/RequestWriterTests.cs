using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>What is signed has to be what is sent; here what is signed is written by hand.</summary>
public sealed partial class RequestWriterTests
{
    private static readonly DateTimeOffset Now = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private static readonly ClientSetting Setting = new(
        new Uri("http://sts.example:4566/aws/s%20ts"), "us-east-1", "writer", ClientCredentials.Example, null, 0, TimeProvider.System);

    [Theory]
    [InlineData(null, "content-type;host;x-amz-date")]
    [InlineData("a/token+==", "content-type;host;x-amz-date;x-amz-security-token")]
    public void A_form_is_signed_with_its_headers(string? token, string signedHeaders)
    {
        ClientCredentials credentials = ClientCredentials.Example with { SessionToken = token };

        string sent = Write(StsRequest.GetFederationToken("a@b"), credentials);

        const string Form = "Action=GetFederationToken&DurationSeconds=900&Name=a%40b&Version=2011-06-15";
        Assert.StartsWith("POST /aws/s%20ts HTTP/1.1\r\nHost: sts.example:4566\r\n", sent, StringComparison.Ordinal);
        Assert.EndsWith($"\r\nContent-Length: {Form.Length}", sent[..sent.IndexOf(token is null ? "\r\nAuthorization" : "\r\nX-Amz-Security", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + Form, sent, StringComparison.Ordinal);
        Assert.Contains($"Credential={credentials.AccessKeyId}/20150830/us-east-1/sts/aws4_request, SignedHeaders={signedHeaders}, ", sent, StringComparison.Ordinal);
        string tokenLine = token is null ? "" : $"x-amz-security-token:{token}\n";
        Assert.Equal(
            Sign(
                credentials,
                "POST\n/aws/s%2520ts\n\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\nhost:sts.example:4566\n"
                    + $"x-amz-date:20150830T123600Z\n{tokenLine}\n{signedHeaders}\n" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Form)))),
            Signature().Match(sent).Groups["hex"].Value);
    }

    [Fact]
    public void A_presigned_URL_is_signed_with_its_query_and_its_cluster()
    {
        ClientCredentials credentials = ClientCredentials.Example with { SessionToken = "a/token+==" };

        string sent = Write(StsRequest.GetCallerIdentity with { PresignedForCluster = "my-cluster" }, credentials);

        string query = $"Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={credentials.AccessKeyId}"
            + "%2F20150830%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60"
            + "&X-Amz-Security-Token=a%2Ftoken%2B%3D%3D&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id";
        Assert.StartsWith($"GET /aws/s%20ts?{query}&X-Amz-Signature=", sent, StringComparison.Ordinal);
        Assert.EndsWith("\r\nx-k8s-aws-id: my-cluster\r\n\r\n", sent, StringComparison.Ordinal);
        Assert.Equal(
            Sign(
                credentials,
                $"GET\n/aws/s%2520ts\n{query}\nhost:sts.example:4566\nx-k8s-aws-id:my-cluster\n\nhost;x-k8s-aws-id\n"
                    + Convert.ToHexStringLower(SHA256.HashData([]))),
            Signature().Match(sent).Groups["hex"].Value);
    }

    [Fact]
    public void A_web_identity_is_sent_without_a_signature()
    {
        string sent = Write(StsRequest.AssumeRoleWithWebIdentity("role", "session", "a.b.c"), ClientCredentials.Example);

        Assert.DoesNotContain("Authorization", sent, StringComparison.Ordinal);
        Assert.EndsWith(
            "\r\n\r\nAction=AssumeRoleWithWebIdentity&DurationSeconds=900&RoleArn=role&RoleSessionName=session&Version=2011-06-15&WebIdentityToken=a.b.c",
            sent,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_may_be_longer_than_any_before()
    {
        var writer = new RequestWriter(new RequestTemplate(Setting));
        StsRequest request = StsRequest.GetFederationToken("user") with { Policy = new string('ä', 100_000) };
        writer.Write(StsRequest.GetCallerIdentity, ClientCredentials.Example, Now);

        string sent = Encoding.ASCII.GetString(writer.Write(request, ClientCredentials.Example, Now).Span);

        int form = "Action=GetFederationToken&DurationSeconds=900&Name=user&Policy=&Version=2011-06-15".Length + (6 * 100_000);
        Assert.Contains($"\r\nContent-Length: {form}\r\n", sent, StringComparison.Ordinal);
        Assert.EndsWith("%C3%A4&Version=2011-06-15", sent, StringComparison.Ordinal);
    }

    private static string Write(StsRequest request, ClientCredentials credentials) =>
        Encoding.ASCII.GetString(new RequestWriter(new RequestTemplate(Setting)).Write(request, credentials, Now).Span);

    private static string Sign(ClientCredentials credentials, string canonicalRequest)
    {
        var date = new SigningDate();
        date.MoveTo(Now);
        var signature = new WireBuffer(64);
        new SigV4Signer("us-east-1", "sts").AppendSignature(signature, credentials, date, Encoding.ASCII.GetBytes(canonicalRequest), new WireBuffer(64));
        return Encoding.ASCII.GetString(signature.Written);
    }

    [GeneratedRegex("Signature=(?<hex>[0-9a-f]{64})")]
    private static partial Regex Signature();
}
