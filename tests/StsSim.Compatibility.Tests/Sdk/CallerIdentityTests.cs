using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk;

public sealed class CallerIdentityTests(SharedSimulator simulator)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_is_named_with_its_path()
    {
        GetCallerIdentityResponse identity = await AskAsync(TestWorld.Alice);
        Assert.Equal("arn:aws:iam::123456789012:user/team/red/alice", identity.Arn);
        Assert.Matches("^AIDA[A-Z2-7]{17}$", identity.UserId);
        Assert.Equal("123456789012", identity.Account);
        Assert.Equal(HttpStatusCode.OK, identity.HttpStatusCode);
    }

    [Fact]
    public async Task The_root_user_is_its_account()
    {
        GetCallerIdentityResponse identity = await AskAsync(TestWorld.Root);
        Assert.Equal(("arn:aws:iam::123456789012:root", "123456789012", "123456789012"), (identity.Arn, identity.UserId, identity.Account));
    }

    [Fact]
    public async Task A_key_of_the_old_form_is_known_by_the_world()
    {
        GetCallerIdentityResponse identity = await AskAsync(TestWorld.Legacy);
        Assert.Equal(("arn:aws:iam::210987654321:user/erin", "210987654321"), (identity.Arn, identity.Account));
    }

    [Fact]
    public async Task Neither_missing_permission_nor_explicit_deny_forbids_it()
    {
        Assert.EndsWith("user/bob", (await AskAsync(TestWorld.Bob)).Arn, StringComparison.Ordinal);
        Assert.EndsWith("user/carol", (await AskAsync(TestWorld.Carol)).Arn, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us-east-1", "aws")]
    [InlineData("eu-central-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    public async Task The_partition_of_every_arn_follows_the_region(string region, string partition)
    {
        using AmazonSecurityTokenServiceClient alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice, region);
        GetCallerIdentityResponse user = await alice.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        GetFederationTokenResponse issued = await alice.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel);
        using AmazonSecurityTokenServiceClient federated = SdkClient.Create(simulator.Endpoint, issued.Credentials.AsKey(), region);
        GetCallerIdentityResponse session = await federated.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);

        Assert.Equal($"arn:{partition}:iam::123456789012:user/team/red/alice", user.Arn);
        Assert.Equal($"arn:{partition}:sts::123456789012:federated-user/Bob", issued.FederatedUser.Arn);
        Assert.Equal($"arn:{partition}:sts::123456789012:federated-user/Bob", session.Arn);
    }

    [Fact]
    public async Task An_unknown_key_is_403_InvalidClientTokenId()
    {
        await IsUnknownAsync(new ClientKey("AKIARZPUZDIKAAAAAAAA", "whatever"));
        await IsUnknownAsync(new ClientKey("AKIA6RVFFB77AAAAAAAA", "whatever")); // of an account that is not in this world
        await IsUnknownAsync(new ClientKey("nonsense", "whatever"));
    }

    [Fact]
    public async Task An_inactive_key_is_403_InvalidClientTokenId() => await IsUnknownAsync(TestWorld.Inactive);

    [Fact]
    public async Task A_wrong_secret_is_403_SignatureDoesNotMatch()
    {
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => AskAsync(TestWorld.Alice with { SecretAccessKey = TestWorld.Bob.SecretAccessKey }));
        Assert.Equal((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"), (refusal.StatusCode, refusal.ErrorCode));
        Assert.Equal(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
            + "Consult the service documentation for details.",
            refusal.Message);
        Assert.NotEqual(Guid.Empty, Guid.Parse(refusal.RequestId));
    }

    private async Task IsUnknownAsync(ClientKey key)
    {
        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => AskAsync(key));
        Assert.Equal(
            (HttpStatusCode.Forbidden, "InvalidClientTokenId", "The security token included in the request is invalid."),
            (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    private async Task<GetCallerIdentityResponse> AskAsync(ClientKey key)
    {
        using AmazonSecurityTokenServiceClient client = SdkClient.Create(simulator.Endpoint, key);
        return await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
    }
}
