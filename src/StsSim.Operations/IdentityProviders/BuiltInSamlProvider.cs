using StsSim.Federation.Saml;

namespace StsSim.Operations.IdentityProviders;

/// <summary>The built-in SAML identity provider from both ends: who mints, and what an account knows of it.</summary>
public sealed class BuiltInSamlProvider
{
    private const string SignOnUrl = "https://saml.stssim.test/sso";

    public BuiltInSamlProvider(SamlSigningKey key)
    {
        Issuer = new SamlIssuer(key, BuiltInSamlIssuer.EntityId);
        Metadata = Issuer.Metadata(SignOnUrl);
        Provider = SamlProvider.Parse(Metadata, out string? fault)
            ?? throw new InvalidOperationException($"The built-in issuer's own metadata is not valid: {fault}");
    }

    public SamlIssuer Issuer { get; }

    public string Metadata { get; }

    public SamlProvider Provider { get; }
}
