using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class TokenPreferenceTests(IamSimulator simulator)
{
    private const string OptInRegion = "af-south-1";
    private const string Global = "sts.amazonaws.com";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task The_global_endpoint_issues_the_tokens_that_the_account_prefers()
    {
        ClientKey before = await GetSessionAsync();
        (await GetCallerIdentityAsync(before, OptInRegion)).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        (await GetCallerIdentityAsync(before, "eu-west-1")).IsSuccessOf("GetCallerIdentity");

        await PreferAsync("v2Token");

        ClientKey second = await GetSessionAsync();
        (await GetCallerIdentityAsync(second, OptInRegion)).IsSuccessOf("GetCallerIdentity");
        Assert.True(second.SessionToken!.Length > before.SessionToken!.Length);

        // A token stays of the version it was issued in.
        (await GetCallerIdentityAsync(before, OptInRegion)).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        await PreferAsync("v1Token");
        (await GetCallerIdentityAsync(second, OptInRegion)).IsSuccessOf("GetCallerIdentity");
        (await GetCallerIdentityAsync(await GetSessionAsync(), OptInRegion))
            .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }

    [Fact]
    public async Task The_summary_shows_the_preference()
    {
        Assert.Contains("<key>GlobalEndpointTokenVersion</key>\n        <value>1</value>", await SummaryAsync(), StringComparison.Ordinal);

        await PreferAsync("v2Token");

        Assert.Contains("<key>GlobalEndpointTokenVersion</key>\n        <value>2</value>", await SummaryAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_two_versions()
    {
        (await _account.CallAsync("SetSecurityTokenServicePreferences", ("GlobalEndpointTokenVersion", "v3Token"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'v3Token' at 'globalEndpointTokenVersion' failed to satisfy constraint: "
            + "Member must satisfy enum value set: [v1Token, v2Token]");
        (await _account.CallAsync("SetSecurityTokenServicePreferences")).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value null at 'globalEndpointTokenVersion' failed to satisfy constraint: Member must not be null");
    }

    private async Task PreferAsync(string version) =>
        (await _account.CallAsync("SetSecurityTokenServicePreferences", ("GlobalEndpointTokenVersion", version))).IsSuccess();

    private async Task<string> SummaryAsync() => (await _account.CallAsync("GetAccountSummary")).IsSuccess().Wire.Body;

    private async Task<ClientKey> GetSessionAsync()
    {
        StsRequest request = StsRequest.Of(_account.Admin, "GetSessionToken");
        using HttpRequestMessage message = request.ToMessage(simulator.Endpoint);
        message.Headers.Host = Global;
        message.Headers.Remove("Authorization");
        message.Headers.TryAddWithoutValidation("Authorization", request.Authorization(Global));
        return (await simulator.SendAsync(message)).Credentials();
    }

    private Task<WireAnswer> GetCallerIdentityAsync(ClientKey key, string region) =>
        simulator.SendAsync(StsRequest.Of(key, "GetCallerIdentity") with { Region = region });
}
