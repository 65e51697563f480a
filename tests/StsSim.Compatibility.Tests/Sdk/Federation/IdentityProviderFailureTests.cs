using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>Providers out there: one that nobody reaches, and one whose keys change.</summary>
public sealed class IdentityProviderFailureTests(RemoteProviderSimulator simulator) : IClassFixture<RemoteProviderSimulator>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_an_IDPCommunicationErrorException()
    {
        using AmazonSecurityTokenServiceClient sts = simulator.Anonymous();
        var request = new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = FederationWorld.RoleArn("amazon"),
            RoleSessionName = "session",
            WebIdentityToken = "Atza|whatever",
            ProviderId = "www.amazon.com",
        };

        var refusal = await Assert.ThrowsAsync<IDPCommunicationErrorException>(() => sts.AssumeRoleWithWebIdentityAsync(request, Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, "IDPCommunicationError"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task Keys_are_fetched_and_a_new_key_is_found_when_a_token_names_it()
    {
        await AssumeAsync(simulator.Provider.Mint("carol"));
        int fetched = simulator.Provider.KeysFetched;
        await AssumeAsync(simulator.Provider.Mint("carol"));
        Assert.Equal(fetched, simulator.Provider.KeysFetched); // cached

        simulator.Provider.Rotate();
        simulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await AssumeAsync(simulator.Provider.Mint("carol"));
        Assert.Equal(fetched + 1, simulator.Provider.KeysFetched);
    }

    private async Task AssumeAsync(string token)
    {
        string form = $"RoleArn={FederationWorld.RoleArn("web-fetched")}&RoleSessionName=session&WebIdentityToken={token}";
        (await simulator.SendAsync(Wire.StsRequest.Of(null, "AssumeRoleWithWebIdentity", form))).IsSuccessOf("AssumeRoleWithWebIdentity");
    }
}
