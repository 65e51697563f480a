using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk;

public sealed class GetAccessKeyInfoTests(SharedSimulator simulator)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AKIARZPUZDIKALICE234", "123456789012")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "210987654321")] // of the old form, in this world
    [InlineData("ASIAY34FZKBOKMUTVV7A", "609629065308")] // of another world: published, checked
    [InlineData("ASIAQNZGKIQY56JQ7WML", "029608264753")] // a leading zero
    [InlineData("AKIARZPUZDIKGB2VALC5", "123456789012")] // a tail of no key
    public async Task The_key_id_says_whose_it_is(string accessKeyId, string account)
    {
        using AmazonSecurityTokenServiceClient alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);
        GetAccessKeyInfoResponse info = await alice.GetAccessKeyInfoAsync(new GetAccessKeyInfoRequest { AccessKeyId = accessKeyId }, Cancel);
        Assert.Equal(account, info.Account);
    }

    [Fact]
    public async Task The_key_of_a_session_just_issued_is_its_accounts()
    {
        using AmazonSecurityTokenServiceClient alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);
        GetFederationTokenResponse issued = await alice.GetFederationTokenAsync(new GetFederationTokenRequest("Bob"), Cancel);
        GetAccessKeyInfoResponse info = await alice.GetAccessKeyInfoAsync(
            new GetAccessKeyInfoRequest { AccessKeyId = issued.Credentials.AccessKeyId }, Cancel);
        Assert.Equal("123456789012", info.Account);
    }

    [Fact]
    public async Task A_key_that_says_nothing_and_nobody_knows_is_a_ValidationError()
    {
        var refusal = await RefusedAsync(TestWorld.Alice, "AKIAIAAAAAAAAAAAAAAA");
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationError"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task It_needs_permission()
    {
        var implicitly = await RefusedAsync(TestWorld.Bob, TestWorld.Alice.AccessKeyId);
        var explicitly = await RefusedAsync(TestWorld.Carol, TestWorld.Alice.AccessKeyId);

        Assert.Equal(
            "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:GetAccessKeyInfo on resource: * "
            + "because no identity-based policy allows the sts:GetAccessKeyInfo action",
            implicitly.Message);
        Assert.Equal(
            "User: arn:aws:iam::123456789012:user/carol is not authorized to perform: sts:GetAccessKeyInfo on resource: * "
            + "with an explicit deny in an identity-based policy",
            explicitly.Message);
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (implicitly.StatusCode, implicitly.ErrorCode));
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (explicitly.StatusCode, explicitly.ErrorCode));
    }

    private async Task<AmazonSecurityTokenServiceException> RefusedAsync(ClientKey key, string accessKeyId)
    {
        using AmazonSecurityTokenServiceClient client = SdkClient.Create(simulator.Endpoint, key);
        return await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => client.GetAccessKeyInfoAsync(new GetAccessKeyInfoRequest { AccessKeyId = accessKeyId }, Cancel));
    }
}
