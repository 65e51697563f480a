using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>The refusals of an incomplete signature, code, status and text to the last space.</summary>
public sealed class RequestSignatureTests
{
    private const string Date = "20150830T123600Z";
    private const string Credential = "Credential=AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request";
    private const string Complete = $"AWS4-HMAC-SHA256 {Credential}, SignedHeaders=host;x-amz-date, Signature=abc";

    public static MatrixTheoryData<bool, bool, bool, bool> Omissions
    {
        get
        {
            bool[] either = [false, true];
            return new(either, either, either, either);
        }
    }

    [Fact]
    public void A_request_without_authentication_has_neither_signature_nor_refusal()
    {
        Assert.Null(Verification.Read(new ReceivedRequest("GET", "Action=GetCallerIdentity", [("Host", "h")]), out RequestSignature? signature));
        Assert.Null(signature);
        Assert.Equal(
            new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token"), SignatureErrors.MissingAuthenticationToken);
    }

    [Theory]
    [InlineData(Complete)]
    [InlineData($"AWS4-HMAC-SHA256 {Credential},SignedHeaders=host;x-amz-date,Signature=abc")]
    [InlineData($"AWS4-HMAC-SHA256 {Credential} SignedHeaders=host;x-amz-date Signature=abc")]
    [InlineData($"AWS4-HMAC-SHA256  Signature=abc ,  SignedHeaders=host;x-amz-date,{Credential}, Future=1")]
    [InlineData($" {Complete} ")]
    public void A_complete_header_is_read(string authorization)
    {
        Assert.Null(ReadHeader(authorization, out RequestSignature? read));
        RequestSignature signature = Assert.NotNull(read);
        Assert.Equal(new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", "sts", "aws4_request"), signature.Scope);
        Assert.Equal("host;x-amz-date", signature.SignedHeaders);
        Assert.Equal("abc", signature.Signature.ToString());
        Assert.Equal(Date, signature.Date);
        Assert.Equal(new DateTimeOffset(2015, 8, 30, 12, 36, 0, TimeSpan.Zero), signature.SignedAt);
        Assert.Null(signature.SessionToken);
        Assert.False(signature.IsPresigned);
    }

    [Fact]
    public void The_session_token_of_the_header_form_is_a_header()
    {
        var request = new ReceivedRequest(
            "GET", "X-Amz-Security-Token=from-query", [("authorization", Complete), ("x-amz-date", Date), ("x-amz-security-token", "from-header")]);
        Assert.Null(Verification.Read(request, out RequestSignature? signature));
        Assert.Equal("from-header", signature?.SessionToken);
    }

    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential= AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=abc", "AKIDEXAMPLE/20150830/us-east-1/sts/aws4_request")]
    [InlineData("AWS4-HMAC-SHA256 Credential, SignedHeaders=host", "Credential")]
    [InlineData("AWS4-HMAC-SHA256 garbage", "garbage")]
    public void A_part_without_an_equal_sign_is_named(string authorization, string part)
    {
        AssertIncomplete(
            $"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{authorization}'.",
            ReadHeader(authorization, out _));
    }

    [Theory]
    [MemberData(nameof(Omissions))]
    public void Every_missing_part_of_the_header_is_named_in_order(bool credential, bool signature, bool signedHeaders, bool date)
    {
        string[] parts = [credential ? "" : Credential, signedHeaders ? "" : "SignedHeaders=host", signature ? "" : "Signature=abc"];
        string authorization = "AWS4-HMAC-SHA256 " + string.Join(", ", parts.Where(p => p.Length > 0));
        string expected =
            (credential ? "Authorization header requires 'Credential' parameter. " : "")
            + (signature ? "Authorization header requires 'Signature' parameter. " : "")
            + (signedHeaders ? "Authorization header requires 'SignedHeaders' parameter. " : "")
            + (date ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " : "")
            + $"Authorization={authorization}";

        AwsError? error = ReadHeader(authorization, out RequestSignature? read, date ? null : Date);
        if (credential || signature || signedHeaders || date)
        {
            AssertIncomplete(expected, error);
            Assert.Null(read);
        }
        else
        {
            Assert.Null(error);
            Assert.NotNull(read);
        }
    }

    [Fact]
    public void An_empty_part_is_a_missing_one()
    {
        const string Authorization = "AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=";
        AssertIncomplete(
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
            + $"Authorization header requires 'SignedHeaders' parameter. Authorization={Authorization}",
            ReadHeader(Authorization, out _));
    }

    [Theory]
    [MemberData(nameof(Omissions))]
    public void Every_missing_parameter_of_a_presigned_query_is_named_in_order(bool algorithm, bool credential, bool signature, bool date)
    {
        (string Name, bool Missing)[] parameters =
        [
            ("X-Amz-Algorithm", algorithm), ("X-Amz-Credential", credential), ("X-Amz-Signature", signature), ("X-Amz-SignedHeaders", true), ("X-Amz-Date", date),
        ];
        string query = string.Join('&', parameters.Where(p => !p.Missing).Select(p => $"{p.Name}=x"));
        AwsError? error = Verification.Read(new ReceivedRequest("GET", query, []), out RequestSignature? read);
        Assert.Null(read);
        if (algorithm && credential && signature)
        {
            Assert.Null(error); // nothing says that it was signed
            return;
        }

        AssertIncomplete(
            string.Concat(parameters.Where(p => p.Missing).Select(p => $"AWS query-string parameters must include '{p.Name}'. "))
            + "Re-examine the query-string parameters.",
            error);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz", "Basic")]
    [InlineData("Bearer x", "Bearer")]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=a", "AWS4-ECDSA-P256-SHA256")]
    [InlineData("aws4-hmac-sha256 Credential=a", "aws4-hmac-sha256")]
    [InlineData("AWS4-HMAC-SHA256,Credential=a", "AWS4-HMAC-SHA256,Credential=a")]
    [InlineData("", "")]
    public void Another_algorithm_is_refused_by_name(string authorization, string algorithm)
    {
        AssertIncomplete($"Unsupported AWS 'algorithm': '{algorithm}'.", ReadHeader(authorization, out _));
    }

    [Fact]
    public void Another_algorithm_of_a_presigned_query_is_refused_by_name()
    {
        AssertIncomplete("Unsupported AWS 'algorithm': 'AWS3'.", ReadQuery("AWS3", "a/b/c/d/e", Date));
    }

    [Theory]
    [InlineData("AKIDEXAMPLE")]
    [InlineData("AKIDEXAMPLE/20150830/us-east-1/sts")]
    [InlineData("AKID/EXAMPLE/20150830/us-east-1/sts/aws4_request")]
    public void A_credential_of_other_than_five_parts_is_refused(string credential)
    {
        string expected = $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'";
        AssertIncomplete(expected, ReadHeader($"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=abc", out _));
        AssertIncomplete(expected, ReadQuery("AWS4-HMAC-SHA256", credential, Date));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("20150830")]
    [InlineData("2015-08-30T12:36:00Z")]
    [InlineData("20150830T123600")]
    [InlineData("20150830T123600z")]
    [InlineData("20150830T123600+0000")]
    [InlineData("20151330T123600Z")]
    [InlineData("20150830T243600Z")]
    [InlineData(" 20150830T123600Z")]
    [InlineData("20150830T123600Z ")]
    [InlineData("Sun, 30 Aug 2015 12:36:00 CET")]
    public void An_unparsable_date_is_refused(string date)
    {
        string expected = $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601";
        AssertIncomplete(expected, ReadHeader(Complete, out _, date));
        AssertIncomplete(expected, ReadQuery("AWS4-HMAC-SHA256", "a/b/c/d/e", date));
    }

    private static AwsError? ReadHeader(string authorization, out RequestSignature? signature, string? date = Date)
    {
        (string, string)[] headers = [("Host", "h"), ("Authorization", authorization)];
        return Verification.Read(new ReceivedRequest("GET", "", date is null ? headers : [.. headers, ("X-Amz-Date", date)]), out signature);
    }

    private static AwsError? ReadQuery(string algorithm, string credential, string date)
    {
        string query = $"X-Amz-Algorithm={algorithm}&X-Amz-Credential={Uri.EscapeDataString(credential)}&X-Amz-Date={Uri.EscapeDataString(date)}"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature=abc";
        return Verification.Read(new ReceivedRequest("GET", query, []), out _);
    }

    private static void AssertIncomplete(string message, AwsError? error)
    {
        Assert.Equal(new AwsError(400, "IncompleteSignature", message), error);
        Assert.Equal("Sender", error!.Type);
    }
}
