using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>The refusals of a signature that is complete and wrong, code, status and text to the last space.</summary>
public sealed class SignatureVerifierTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Date = "20150830T123600Z";

    private static readonly IndependentSigner Signer = new("AKIDEXAMPLE", Secret, Date);

    [Theory]
    [InlineData("us_east_1")]
    [InlineData("us-east")]
    [InlineData("aws-global")]
    [InlineData("")]
    public void A_region_that_is_none_is_refused(string region)
    {
        AssertMismatch("Credential should be scoped to a valid region. ", VerifyAt(Date, Signer with { Region = region }));
    }

    [Theory]
    [InlineData("iam")]
    [InlineData("STS")]
    [InlineData("")]
    public void Another_service_is_refused(string service)
    {
        AssertMismatch("Credential should be scoped to correct service: 'sts'. ", VerifyAt(Date, Signer with { Service = service }));
    }

    [Fact]
    public void The_service_that_was_expected_is_named()
    {
        AwsError? error = Verification.Verify(Signed(Signer), Secret, Verification.At(Date), service: "iam");
        AssertMismatch("Credential should be scoped to correct service: 'iam'. ", error);
    }

    [Theory]
    [InlineData("aws4_reqest")]
    [InlineData("AWS4_REQUEST")]
    [InlineData("")]
    public void Another_terminator_is_refused(string terminator)
    {
        AssertMismatch(
            $"Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'.",
            VerifyScope($"20150830/us-east-1/sts/{terminator}"));
    }

    [Theory]
    [InlineData("20150831")]
    [InlineData("20150829")]
    [InlineData("2015083")]
    [InlineData("")]
    public void A_scope_of_another_day_is_refused(string day)
    {
        AssertMismatch(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
            + $"'{day}' != '20150830', from '20150830T123600Z'.",
            VerifyScope($"{day}/us-east-1/sts/aws4_request"));
    }

    // The first example is a recorded answer of STS.
    [Theory]
    [InlineData("20220127T001427Z", "20220127T015928Z", "Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)")]
    [InlineData("20220126T234500Z", "20220127T000001Z", "Signature expired: 20220126T234500Z is now earlier than 20220126T234501Z (20220127T000001Z - 15 min.)")]
    public void A_request_older_than_fifteen_minutes_has_expired(string signedAt, string now, string message)
    {
        AssertMismatch(message, VerifyAt(now, Signer with { Date = signedAt, DateHeader = ("X-Amz-Date", signedAt) }));
    }

    // The first example is a recorded answer of STS.
    [Theory]
    [InlineData("20210112T194419Z", "20210112T071125Z", "Signature not yet current: 20210112T194419Z is still later than 20210112T072625Z (20210112T071125Z + 15 min.)")]
    [InlineData("20210101T000001Z", "20201231T234500Z", "Signature not yet current: 20210101T000001Z is still later than 20210101T000000Z (20201231T234500Z + 15 min.)")]
    public void A_request_more_than_fifteen_minutes_ahead_is_not_yet_current(string signedAt, string now, string message)
    {
        AssertMismatch(message, VerifyAt(now, Signer with { Date = signedAt, DateHeader = ("X-Amz-Date", signedAt) }));
    }

    [Theory]
    [InlineData("20150830T125100Z")]
    [InlineData("20150830T122100Z")]
    public void Fifteen_minutes_to_the_second_are_within_the_window(string now)
    {
        Assert.Null(VerifyAt(now, Signer));
    }

    [Fact]
    public void A_signature_that_leaves_the_host_out_is_refused()
    {
        (string Name, string Value)[] signed = Signer.SignHeaders("GET", [], [("X-Host", "h")], "");
        AssertMismatch(
            "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
            Verification.Verify(new ReceivedRequest("GET", "", [("Host", "h"), .. signed]), Secret, Verification.At(Date)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zz")]
    [InlineData("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf3")]
    [InlineData("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf310")]
    [InlineData("zfa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("žfa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    public void A_text_that_is_no_signature_does_not_match(string signature)
    {
        string query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fsts%2Faws4_request"
            + $"&X-Amz-Date={Date}&X-Amz-SignedHeaders=host&X-Amz-Signature={Uri.EscapeDataString(signature)}";
        AssertMismatch(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.",
            Verification.Verify(new ReceivedRequest("GET", query, [("Host", "h")]), Secret, Verification.At(Date)));
    }

    [Fact]
    public void The_wrong_secret_does_not_match()
    {
        Assert.Equal(SignatureErrors.Mismatch, Verification.Verify(Signed(Signer), "another", Verification.At(Date)));
        Assert.Null(Verification.Verify(Signed(Signer), Secret, Verification.At(Date)));
    }

    [Fact]
    public void The_scope_is_judged_before_the_clock_and_the_clock_before_the_signature()
    {
        IndependentSigner wrong = Signer with { Secret = "another" };
        Assert.Equal(SignatureErrors.WrongService("sts"), VerifyAt("20160101T000000Z", wrong with { Service = "iam" }));
        Assert.StartsWith("Signature expired: ", VerifyAt("20160101T000000Z", wrong)!.Message, StringComparison.Ordinal);
        Assert.Equal(SignatureErrors.Mismatch, VerifyAt(Date, wrong));
    }

    private static AwsError? VerifyAt(string now, IndependentSigner signer) => Verification.Verify(Signed(signer), Secret, Verification.At(now));

    private static ReceivedRequest Signed(IndependentSigner signer) => new("GET", "", signer.SignHeaders("GET", [], [("Host", "h")], ""));

    private static AwsError? VerifyScope(string scope)
    {
        string authorization = $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{scope}, SignedHeaders=host;x-amz-date, Signature={new string('0', 64)}";
        var request = new ReceivedRequest("GET", "", [("Host", "h"), ("X-Amz-Date", Date), ("Authorization", authorization)]);
        return Verification.Verify(request, Secret, Verification.At(Date));
    }

    private static void AssertMismatch(string message, AwsError? error)
    {
        Assert.Equal(new AwsError(403, "SignatureDoesNotMatch", message), error);
        Assert.Equal("Sender", error!.Type);
    }
}
