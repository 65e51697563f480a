using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>Signatures that are good for something else.</summary>
[Collection(nameof(HostileInput))]
public sealed class CredentialScopeTests(HostileSimulator simulator)
{
    private static readonly StsRequest Good = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");

    [Theory]
    [InlineData("nowhere")]
    [InlineData("US-EAST-1")]
    [InlineData("us-east-1a")]
    [InlineData("*")]
    public async Task A_region_that_is_none(string region) =>
        await RefusesAsync(Good with { Region = region }, "Credential should be scoped to a valid region. ");

    [Theory]
    [InlineData("s3")]
    [InlineData("STS")]
    [InlineData("execute-api")]
    public async Task Another_service(string service) =>
        await RefusesAsync(Good with { Service = service }, "Credential should be scoped to correct service: 'sts'. ");

    [Fact]
    public async Task Another_terminator() => await RefusesAsync(
        Good with { Terminator = "aws5_request" }, "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.");

    [Fact]
    public async Task The_date_of_another_day()
    {
        string today = Good.AmzDate[..8];
        await RefusesAsync(
            Good with { ScopeDate = "20200101" },
            $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20200101' != '{today}', from '{Good.AmzDate}'.");
    }

    [Fact]
    public async Task Host_not_signed() => await RefusesAsync(
        Good with { SignsHost = false }, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    [Fact]
    public async Task A_wrong_secret() => await RefusesAsync(
        Good with { Key = TestWorld.Alice with { SecretAccessKey = TestWorld.Bob.SecretAccessKey } },
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
        + "Consult the service documentation for details.");

    [Fact]
    public async Task Headers_a_client_adds_and_signs_are_verified()
    {
        StsRequest request = Good with
        {
            Headers = new Dictionary<string, string>
            {
                ["x-vault-aws-iam-server-id"] = "vault.example.com",
                ["amz-sdk-request"] = "attempt=1; max=3",
                ["x-empty"] = "",
            },
        };
        (await simulator.SendNotedAsync(request)).IsSuccessOf("GetCallerIdentity");
    }

    private Task RefusesAsync(StsRequest request, string message) => simulator.RefusesAsync(request, 403, "SignatureDoesNotMatch", message);
}
