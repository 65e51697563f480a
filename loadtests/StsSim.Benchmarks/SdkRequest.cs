using System.Net;
using System.Text;
using StsSim.Protocol;
using StsSim.Protocol.Tests.SigV4;
using static System.FormattableString;

namespace StsSim.Benchmarks;

/// <summary>A request as Boto3 sends it, signed. What looking up a header costs a server is not in it.</summary>
internal sealed class SdkRequest : WireRequest
{
    public const string AccessKeyId = "AKIARZPUZDIKKVJVIU2T";
    public const string Secret = "StsSimExampleSecretAccessKeyForLoadTests";
    public const string Region = "us-east-1";

    /// <summary>The federated user that is asked for.</summary>
    public const string Name = "Bob";

    public const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::home/Bob/*"}]}""";

    private const string Date = "20261127T120000Z";
    private const string UserAgent =
        "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 os/linux#6.1 md/arch#x86_64 lang/python#3.11.7 md/pyimpl#CPython m/b,e,Z,N,D cfg/retry-mode#legacy Botocore/1.43.11";

    private static readonly (string Name, string Value) Host = ("Host", $"sts.{Region}.amazonaws.com");

    private readonly Dictionary<string, string> _headers;
    private readonly byte[] _body;

    private SdkRequest(string method, string query, (string Name, string Value)[] headers, string body)
    {
        (Method, RawQuery, _body) = (method, query, Encoding.UTF8.GetBytes(body));
        _headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>When the requests were signed, and come in.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public override string Method { get; }

    public override string RawQuery { get; }

    public override ReadOnlyMemory<byte> Body => _body;

    public override IPAddress RemoteAddress { get; } = IPAddress.Parse("203.0.113.17");

    /// <summary>GetFederationToken, signed in a header.</summary>
    public static SdkRequest GetFederationToken(string secret = Secret)
    {
        string body = FormOf(tags: 2);
        (string, string)[] signed = new IndependentSigner(AccessKeyId, secret, Date).SignHeaders(
            "POST", [], [Host, ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")], body);
        return new SdkRequest(
            "POST",
            "",
            [
                .. signed,
                ("User-Agent", UserAgent),
                ("amz-sdk-invocation-id", "7c2b1f04-6a53-4e0c-9c43-5a7c8b2f9d11"),
                ("amz-sdk-request", "attempt=1"),
                ("Accept-Encoding", "identity"),
            ],
            body);
    }

    /// <summary>GetCallerIdentity, signed in the query: what a cluster of Kubernetes takes for a token.</summary>
    public static SdkRequest PresignedGetCallerIdentity()
    {
        (string Name, string Value)[] query = new IndependentSigner(AccessKeyId, Secret, Date).Presign(
            "GET", [("Action", "GetCallerIdentity"), ("Version", "2011-06-15")], [Host, ("x-k8s-aws-id", "production")]);
        string raw = string.Join('&', query.Select(pair => $"{IndependentSigner.Escape(pair.Name)}={IndependentSigner.Escape(pair.Value)}"));
        return new SdkRequest("GET", raw, [Host, ("x-k8s-aws-id", "production")], "");
    }

    /// <summary>The form of GetFederationToken with a session policy and so many tags.</summary>
    public static string FormOf(int tags)
    {
        var form = new StringBuilder(
            $"Action=GetFederationToken&Version=2011-06-15&Name={Name}&Policy={IndependentSigner.Escape(Policy)}&DurationSeconds=3600");
        for (int tag = 1; tag <= tags; tag++)
        {
            form.Append(Invariant($"&Tags.member.{tag}.Key=Team-{tag}&Tags.member.{tag}.Value=Blue+Sky"));
        }

        return form.ToString();
    }

    public override bool TryGetHeader(string name, out string value)
    {
        bool found = _headers.TryGetValue(name, out string? sent);
        value = sent ?? "";
        return found;
    }
}
