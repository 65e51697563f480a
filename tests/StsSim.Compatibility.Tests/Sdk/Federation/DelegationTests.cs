using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>GetDelegatedAccessToken: credentials of somebody who agreed to it.</summary>
public sealed class DelegationTests(FederationSimulator simulator)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/web", "arn:aws:sts::123456789012:assumed-role/web/partner")]
    [InlineData("arn:aws:iam::123456789012:user/bob", "arn:aws:iam::123456789012:user/bob")]
    public async Task A_token_is_traded_for_credentials_of_the_principal(string principalArn, string callerArn)
    {
        GetDelegatedAccessTokenResponse response = await TradeAsync(await TokenAsync(new { principalArn, sessionName = "partner" }));

        Assert.Equal(principalArn, response.AssumedPrincipal);
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, response.Credentials.AsKey());
        Assert.Equal(callerArn, (await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)).Arn);
    }

    [Fact]
    public async Task A_policy_bounds_the_delegation()
    {
        object policy = new { Version = "2012-10-17", Statement = new { Effect = "Allow", Action = "s3:Get*", Resource = "*" } };
        GetDelegatedAccessTokenResponse response = await TradeAsync(await TokenAsync(new { principalArn = "arn:aws:iam::123456789012:user/bob", policy }));

        ClientKey key = response.Credentials.AsKey();
        Assert.Equal("allowed", await DecisionAsync(key, "s3:GetObject"));
        Assert.Equal("implicitDeny", await DecisionAsync(key, "s3:PutObject"));
    }

    [Fact]
    public async Task An_expired_token_is_an_ExpiredTradeInTokenException()
    {
        string token = await TokenAsync(new { principalArn = "arn:aws:iam::123456789012:user/bob", expiresInSeconds = -1 });

        var refusal = await Assert.ThrowsAsync<ExpiredTradeInTokenException>(() => TradeAsync(token));

        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "ExpiredTradeInTokenException"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task Anything_else_is_no_token()
    {
        string accessToken = (await simulator.PostAsync("/_stssim/idp/oauth/token", new { providerId = "www.amazon.com", appId = "a", userId = "u" })).GetProperty("token").GetString()!;
        string nobody = await TokenAsync(new { principalArn = "arn:aws:iam::123456789012:user/nobody" });

        foreach (string token in (string[])["garbage", accessToken, nobody])
        {
            var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => TradeAsync(token));
            Assert.Equal("AccessDenied", refusal.ErrorCode);
        }
    }

    private async Task<string?> DecisionAsync(ClientKey key, string action) => (await simulator.AuthorizeAsync(new
    {
        sessionToken = key.SessionToken,
        action,
        resource = "arn:aws:s3:::b/k",
    })).GetProperty("decision").GetString();

    private async Task<string> TokenAsync(object request) =>
        (await simulator.PostAsync("/_stssim/idp/delegation/token", request)).GetProperty("tradeInToken").GetString()!;

    private async Task<GetDelegatedAccessTokenResponse> TradeAsync(string token)
    {
        using AmazonSecurityTokenServiceClient sts = SdkClient.Create(simulator.Endpoint, FederationWorld.Alice);
        return await sts.GetDelegatedAccessTokenAsync(new GetDelegatedAccessTokenRequest { TradeInToken = token }, Cancel);
    }
}
