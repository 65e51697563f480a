using Amazon.Runtime;
using Amazon.SecurityToken;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Federation.Saml;

[assembly: AssemblyFixture(typeof(StsSim.Compatibility.Tests.Sdk.Federation.FederationSimulator))]

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>A simulator over the world of federated identities, shared by tests that leave no trace.</summary>
public class FederationSimulator : RunningSimulator
{
    /// <summary>The identity provider behind the SAML provider <c>own</c>.</summary>
    public SamlIssuer OwnIssuer { get; } = new(SamlSigningKey.Create(TimeProvider.System.GetUtcNow()), "https://idp.example/metadata");

    protected override string World => FederationWorld.Json(ProviderUrl, OwnIssuer.Metadata("https://idp.example/sso"));

    /// <summary>A provider whose keys are fetched over HTTP, or nothing.</summary>
    protected virtual string? ProviderUrl => null;

    /// <summary>A client without credentials, as operations that are not signed need none.</summary>
    public AmazonSecurityTokenServiceClient Anonymous() => new(new AnonymousAWSCredentials(), new AmazonSecurityTokenServiceConfig
    {
        ServiceURL = Endpoint.ToString(),
        AuthenticationRegion = "us-east-1",
        MaxErrorRetry = 0,
    });

    /// <summary>A token of the built-in issuer.</summary>
    public async Task<string> TokenAsync(object request) => (await PostAsync("/_stssim/idp/oidc/token", request)).GetProperty("token").GetString()!;

    /// <summary>A response of the built-in SAML identity provider.</summary>
    public async Task<string> AssertionAsync(object request) =>
        (await PostAsync("/_stssim/idp/saml/assertion", request)).GetProperty("assertion").GetString()!;
}
