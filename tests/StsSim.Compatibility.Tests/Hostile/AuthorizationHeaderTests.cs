using System.Net.Http.Headers;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>Authorization headers and presigned queries that are not whole.</summary>
[Collection(nameof(HostileInput))]
public sealed class AuthorizationHeaderTests(HostileSimulator simulator)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";
    private const string Credential = "Credential=AKIARZPUZDIKALICE234/20260203/us-east-1/sts/aws4_request";
    private const string SignedHeaders = "SignedHeaders=host;x-amz-date";
    private const string Signature = "Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string NoCredential = "Authorization header requires 'Credential' parameter. ";
    private const string NoSignature = "Authorization header requires 'Signature' parameter. ";
    private const string NoSignedHeaders = "Authorization header requires 'SignedHeaders' parameter. ";
    private const string NoDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

    [Theory]
    [InlineData(Algorithm + SignedHeaders + ", " + Signature, true, NoCredential)]
    [InlineData(Algorithm + Credential + ", " + SignedHeaders, true, NoSignature)]
    [InlineData(Algorithm + Credential + ", " + Signature, true, NoSignedHeaders)]
    [InlineData(Algorithm + Credential + ", " + SignedHeaders + ", " + Signature, false, NoDate)]
    [InlineData(Algorithm + "Credential=, SignedHeaders=, Signature=", true, NoCredential + NoSignature + NoSignedHeaders)]
    [InlineData("AWS4-HMAC-SHA256", false, NoCredential + NoSignature + NoSignedHeaders + NoDate)]
    public async Task What_is_missing_is_named_in_order(string header, bool dated, string sentences) =>
        await RefusesAsync(header, dated ? "20260203T040506Z" : null, $"{sentences}Authorization={header}");

    [Theory]
    [InlineData(Algorithm + "Credential= AKIARZPUZDIKALICE234/20260203/us-east-1/sts/aws4_request", "AKIARZPUZDIKALICE234/20260203/us-east-1/sts/aws4_request")]
    [InlineData(Algorithm + Credential + ", nonsense, " + Signature, "nonsense")]
    public async Task A_part_without_equal_sign_is_named(string header, string part) => await RefusesAsync(
        header, "20260203T040506Z", $"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");

    [Theory]
    [InlineData("Basic YWxpY2U6c2VjcmV0", "Basic")]
    [InlineData("Bearer token", "Bearer")]
    [InlineData("AWS4-HMAC-SHA1 " + Credential, "AWS4-HMAC-SHA1")]
    [InlineData("AWS4-ECDSA-P256-SHA256 " + Credential, "AWS4-ECDSA-P256-SHA256")]
    public async Task Another_algorithm_is_named(string header, string algorithm) =>
        await RefusesAsync(header, "20260203T040506Z", $"Unsupported AWS 'algorithm': '{algorithm}'.");

    [Theory]
    [InlineData("AKIARZPUZDIKALICE234")]
    [InlineData("AKIARZPUZDIKALICE234/20260203/us-east-1/sts")]
    [InlineData("AKIARZPUZDIKALICE234/20260203/us-east-1/sts/aws4_request/more")]
    public async Task A_credential_has_five_elements(string credential) => await RefusesAsync(
        $"{Algorithm}Credential={credential}, {SignedHeaders}, {Signature}",
        "20260203T040506Z",
        $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-02-03T04:05:06Z")]
    [InlineData("20260231T040506Z")]
    [InlineData("")]
    public async Task A_date_is_in_basic_format(string date) => await RefusesAsync(
        $"{Algorithm}{Credential}, {SignedHeaders}, {Signature}",
        date,
        $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    [Theory]
    [InlineData("Signature=")]
    [InlineData("Signature=xyz")]
    [InlineData("Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdez")]
    public async Task A_signature_that_is_none_does_not_match(string signature)
    {
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");
        using HttpRequestMessage message = request.ToMessage(simulator.Endpoint);
        string header = request.Authorization(simulator.Endpoint.Authority);
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", header[..header.IndexOf("Signature=", StringComparison.Ordinal)] + signature);
        WireAnswer answer = await simulator.SendAsync(message);
        answer.IsRefusal(answer.Status, answer.Code!, answer.Message);
        Assert.Equal(signature == "Signature=" ? (400, "IncompleteSignature") : (403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
        await simulator.ServesAsync();
    }

    [Theory]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date")]
    [InlineData("X-Amz-Signature=abc&X-Amz-Date=20260203T040506Z", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-SignedHeaders")]
    public async Task A_presigned_query_names_what_it_lacks(string query, params string[] missing)
    {
        var request = new StsRequest(null, "") { Method = "GET", Query = $"Action=GetCallerIdentity&Version=2011-06-15&{query}" };
        string sentences = string.Concat(missing.Select(name => $"AWS query-string parameters must include '{name}'. "));
        await simulator.RefusesAsync(request, 400, "IncompleteSignature", sentences + "Re-examine the query-string parameters.");
    }

    private async Task RefusesAsync(string authorization, string? date, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, simulator.Endpoint)
        {
            Content = new StringContent("Action=GetCallerIdentity&Version=2011-06-15", MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded")),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (date is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        }

        (await simulator.SendAsync(request)).IsRefusal(400, "IncompleteSignature", message);
        await simulator.ServesAsync();
    }
}
