using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>AWS's own host names: which Region they bind a request to, and what the global endpoint lacks.</summary>
public sealed class EndpointNameTests(RolesSimulator simulator)
{
    private const string WrongRegion = "Credential should be scoped to a valid region. ";

    [Theory]
    [InlineData("sts.eu-west-1.amazonaws.com", "eu-west-1", true)]
    [InlineData("sts.eu-west-1.amazonaws.com:443", "eu-west-1", true)]
    [InlineData("STS.EU-WEST-1.amazonaws.com", "us-east-1", true)] // upper case is no Region's name, so no endpoint's
    [InlineData("sts.eu-west-1.amazonaws.com", "us-east-1", false)]
    [InlineData("sts-fips.us-west-2.amazonaws.com", "us-west-2", true)]
    [InlineData("sts-fips.us-west-2.amazonaws.com", "us-east-1", false)]
    [InlineData("sts.eu-central-1.api.aws", "us-east-1", false)]
    [InlineData("sts.cn-north-1.amazonaws.com.cn", "cn-north-1", true)]
    [InlineData("sts.cn-north-1.amazonaws.com.cn", "us-east-1", false)]
    [InlineData("sts.amazonaws.com", "us-east-1", true)]
    [InlineData("sts.amazonaws.com", "eu-west-1", false)]
    [InlineData("sts.example.com", "ap-southeast-2", true)]
    public async Task A_host_name_binds_the_scope_to_its_Region(string host, string region, bool isRight)
    {
        WireAnswer answer = await SendAsync(host, RolesWorld.Alice, "GetCallerIdentity", region: region);

        if (isRight)
        {
            answer.IsSuccessOf("GetCallerIdentity");
        }
        else
        {
            answer.IsRefusal(403, "SignatureDoesNotMatch", WrongRegion);
        }
    }

    [Theory]
    [InlineData("cn-north-1", "arn:aws-cn:iam::123456789012:user/team/red/alice")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:iam::123456789012:user/team/red/alice")]
    [InlineData("af-south-1", "arn:aws:iam::123456789012:user/team/red/alice")]
    public async Task The_partition_follows_the_Region(string region, string arn) =>
        Assert.Equal(arn, (await SendAsync("localhost", RolesWorld.Alice, "GetCallerIdentity", region: region)).Member("Arn"));

    [Theory]
    [InlineData("AssumeRoot", "TargetPrincipal=210987654321&TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials")]
    [InlineData("GetWebIdentityToken", "Audience.member.1=x&SigningAlgorithm=RS256")]
    public async Task The_global_endpoint_lacks_two_operations(string operation, string parameters) =>
        (await SendAsync("sts.amazonaws.com", RolesWorld.Alice, operation, parameters)).IsRefusal(400, "InvalidAction", "Unknown Operation");

    [Fact]
    public async Task Tokens_of_the_global_endpoint_are_valid_in_default_Regions_only()
    {
        ClientKey global = (await SendAsync("sts.amazonaws.com", RolesWorld.Alice, "GetSessionToken")).Credentials();
        ClientKey regional = (await SendAsync("sts.us-east-1.amazonaws.com", RolesWorld.Alice, "GetSessionToken")).Credentials();

        Assert.StartsWith("FwoGZXIvYXdzE", global.SessionToken, StringComparison.Ordinal);
        Assert.StartsWith("IQoJb3JpZ2luX2Vj", regional.SessionToken, StringComparison.Ordinal);
        Assert.True(global.SessionToken!.Length < regional.SessionToken!.Length);

        (await SendAsync("localhost", global, "GetCallerIdentity", region: "eu-west-3")).IsSuccessOf("GetCallerIdentity");
        (await SendAsync("localhost", global, "GetCallerIdentity", region: "af-south-1"))
            .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        (await SendAsync("localhost", regional, "GetCallerIdentity", region: "af-south-1")).IsSuccessOf("GetCallerIdentity");
    }

    private async Task<WireAnswer> SendAsync(string host, ClientKey key, string operation, string parameters = "", string region = "us-east-1")
    {
        StsRequest request = StsRequest.Of(key, operation, parameters) with { Region = region };
        using HttpRequestMessage message = request.ToMessage(simulator.Endpoint);
        message.Headers.Host = host;
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", request.Authorization(host));
        return await simulator.SendAsync(message);
    }
}
