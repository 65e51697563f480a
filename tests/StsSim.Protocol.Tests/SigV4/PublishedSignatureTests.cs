using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;
using static StsSim.Protocol.Tests.SigV4.PublishedRequests;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>Every published request verifies, and none does after any part of it was changed.</summary>
public sealed class PublishedSignatureTests
{
    public enum Change
    {
        HeaderValue,
        QueryName,
        QueryValue,
        Body,
        Method,
        Secret,
        Date,
        Region,
        SignedHeaders,
        Signature,
    }

    public static TheoryData<string> HeaderNames => [.. InHeader.Keys];

    public static TheoryData<string> QueryNames => [.. InQuery.Keys];

    public static MatrixTheoryData<string, Change> HeaderChanges => new(InHeader.Keys, Enum.GetValues<Change>());

    public static MatrixTheoryData<string, Change> QueryChanges => new(InQuery.Keys, Enum.GetValues<Change>());

    [Theory]
    [MemberData(nameof(HeaderNames))]
    public void A_published_request_verifies(string name)
    {
        Assert.Null(VerifyInHeader(InHeader[name]));
    }

    [Theory]
    [MemberData(nameof(QueryNames))]
    public void A_published_presigned_request_verifies(string name)
    {
        Assert.Null(VerifyInQuery(InQuery[name]));
    }

    [Theory]
    [MemberData(nameof(HeaderChanges))]
    public void A_changed_request_does_not_verify(string name, Change change)
    {
        foreach (Tampered tampered in Apply(InHeader[name], change))
        {
            Assert.Equal(SignatureErrors.Mismatch, VerifyInHeader(tampered.Request, tampered.Secret, tampered.Date, tampered.Region));
        }
    }

    [Theory]
    [MemberData(nameof(QueryChanges))]
    public void A_changed_presigned_request_does_not_verify(string name, Change change)
    {
        foreach (Tampered tampered in Apply(InQuery[name], change))
        {
            Assert.Equal(SignatureErrors.Mismatch, VerifyInQuery(tampered.Request, tampered.Secret, tampered.Date, tampered.Region));
        }
    }

    private static AwsError? VerifyInHeader(
        PublishedRequest request, string secret = Secret, string date = PublishedRequests.Date, string region = "us-east-1")
    {
        (string, string)[] headers =
        [
            ("Host", request.Host), .. request.Headers, ("X-Amz-Date", date),
            ("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/{region}/{request.Service}/aws4_request, SignedHeaders={request.SignedHeaders}, Signature={request.Signature}"),
        ];
        return Verification.Verify(
            new ReceivedRequest(request.Method, request.Query, headers, request.Body), secret, Verification.At(PublishedRequests.Date), request.Service);
    }

    private static AwsError? VerifyInQuery(
        PublishedRequest request, string secret = Secret, string date = PublishedRequests.Date, string region = "us-east-1")
    {
        string query = request.Query
            + (request.Query.Length > 0 ? "&" : "")
            + $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2F{region}%2F{request.Service}%2Faws4_request"
            + $"&X-Amz-Date={date}&X-Amz-SignedHeaders={Uri.EscapeDataString(request.SignedHeaders)}&X-Amz-Expires=3600&X-Amz-Signature={request.Signature}";
        (string, string)[] headers = [("Host", request.Host), .. request.Headers];
        return Verification.Verify(
            new ReceivedRequest(request.Method, query, headers, request.Body), secret, Verification.At(PublishedRequests.Date), request.Service);
    }

    private static IEnumerable<Tampered> Apply(PublishedRequest request, Change change)
    {
        string[] signed = request.SignedHeaders.Split(';');
        return change switch
        {
            Change.HeaderValue =>
            [
                new(request with { Host = "x" + request.Host }),
                .. Enumerable.Range(0, request.Headers.Length)
                    .Where(i => signed.Contains(request.Headers[i].Name, StringComparer.OrdinalIgnoreCase))
                    .Select(i => new Tampered(request with { Headers = WithOtherValue(request.Headers, i) })),
            ],
            Change.QueryName => [new(request with { Query = request.Query.Length == 0 ? "Added" : "x" + request.Query })],
            Change.QueryValue => [new(request with { Query = request.Query.Length == 0 ? "Added=1" : request.Query + "x" })],
            Change.Body =>
            [
                new(request with { Body = request.Body + "x" }),
                new(request with { Body = request.Body.Length == 0 ? "BodyParameter=1" : request.Body.Replace('v', 'V') }),
            ],
            Change.Method => [new(request with { Method = request.Method == "GET" ? "POST" : "GET" })],
            Change.Secret => [new(request) { Secret = Secret.Replace('w', 'W') }],
            Change.Date => [new(request) { Date = "20150830T123601Z" }],
            Change.Region => [new(request) { Region = "us-east-2" }],
            Change.SignedHeaders => [new(request with { SignedHeaders = request.SignedHeaders + ";x-added" })],
            _ => Enumerable.Range(0, 64).Select(i => new Tampered(request with { Signature = WithOtherDigit(request.Signature, i) })),
        };
    }

    private static (string, string)[] WithOtherValue((string Name, string Value)[] headers, int index)
    {
        (string Name, string Value)[] changed = [.. headers];
        changed[index].Value += "x";
        return changed;
    }

    private static string WithOtherDigit(string signature, int index) =>
        signature[..index] + (signature[index] == '0' ? '1' : '0') + signature[(index + 1)..];

    private sealed record Tampered(PublishedRequest Request)
    {
        public string Secret { get; init; } = PublishedRequests.Secret;

        public string Date { get; init; } = PublishedRequests.Date;

        public string Region { get; init; } = "us-east-1";
    }
}
