using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>An issuer of a developer's own on loopback: asked where the setting says so, and where not, the answer names the setting.</summary>
public sealed class IssuerNetworksTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("public", false)]
    [InlineData("loopback", true)]
    [InlineData("Private", true)]
    public async Task The_setting_says_where_issuers_are_asked(string? networks, bool isAsked)
    {
        await using var provider = LoopbackProvider.Start();
        using var world = new WorldFile(FederationWorld.Json(provider.Url, new FederationSimulator().OwnIssuer.Metadata("https://idp.example/sso")));
        Dictionary<string, string> environment = networks is null ? [] : new() { ["StsSim__IssuerNetworks"] = networks };
        await using HostProcess host = HostProcess.Start(environment, "--world", world.Path);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        string form = $"RoleArn={FederationWorld.RoleArn("web-fetched")}&RoleSessionName=session&WebIdentityToken={provider.Mint("carol")}";

        using HttpRequestMessage message = StsRequest.Of(null, "AssumeRoleWithWebIdentity", form).ToMessage(endpoint);
        using HttpResponseMessage response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        WireAnswer answer = await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);

        Assert.Equal(isAsked ? 1 : 0, provider.KeysFetched);
        if (isAsked)
        {
            answer.IsSuccessOf("AssumeRoleWithWebIdentity");
        }
        else
        {
            answer.IsRefusal(
                400,
                "InvalidIdentityToken",
                "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements. "
                + "StsSim asks issuers by https at public addresses only; its setting StsSim:IssuerNetworks can be loopback or private");
        }
    }
}
