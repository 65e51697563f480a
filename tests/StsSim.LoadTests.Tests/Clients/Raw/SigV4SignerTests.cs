using System.Globalization;
using System.Text;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>Against the examples that AWS publishes with Signature Version 4.</summary>
public sealed class SigV4SignerTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly ClientCredentials Example = new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", null);

    [Theory]
    [InlineData( // get-vanilla
        "service",
        "GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n" + EmptyHash,
        "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData( // post-x-www-form-urlencoded
        "service",
        "POST\n/\n\ncontent-type:application/x-www-form-urlencoded\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\n"
            + "content-type;host;x-amz-date\n9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e",
        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a")]
    [InlineData( // ListUsers, of the documentation
        "iam",
        "GET\n/\nAction=ListUsers&Version=2010-05-08\ncontent-type:application/x-www-form-urlencoded; charset=utf-8\n"
            + "host:iam.amazonaws.com\nx-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n" + EmptyHash,
        "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7")]
    public void It_signs_as_AWS_does(string service, string canonicalRequest, string signature) =>
        Assert.Equal(signature, Sign(new SigV4Signer("us-east-1", service), "2015-08-30T12:36:00Z", canonicalRequest));

    [Fact]
    public void A_key_lasts_for_its_day_only()
    {
        var signer = new SigV4Signer("us-east-1", "service");
        string request = "GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n" + EmptyHash;
        string first = Sign(signer, "2015-08-30T12:36:00Z", request);

        string other = Sign(signer, "2015-08-31T12:36:00Z", request);

        Assert.Equal(Sign(new SigV4Signer("us-east-1", "service"), "2015-08-31T12:36:00Z", request), other);
        Assert.Equal(first, Sign(signer, "2015-08-30T12:36:00Z", request));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void A_string_to_sign_may_be_long()
    {
        string region = new('r', 600);

        Assert.Equal(64, Sign(new SigV4Signer(region, "service"), "2015-08-30T12:36:00Z", "GET").Length);
    }

    private static string Sign(SigV4Signer signer, string time, string canonicalRequest)
    {
        var date = new SigningDate();
        date.MoveTo(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
        var signature = new WireBuffer(16);
        signer.AppendSignature(signature, Example, date, Encoding.UTF8.GetBytes(canonicalRequest), new WireBuffer(16));
        return Encoding.ASCII.GetString(signature.Written);
    }
}
