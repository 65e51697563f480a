namespace StsSim.Operations.IdentityProviders;

/// <summary>The SAML identity provider that comes with the simulator, under <c>/_stssim/idp/saml/</c>.</summary>
public static class BuiltInSamlIssuer
{
    public const string EntityId = "https://saml.stssim.test";

    /// <summary>Where AWS expects the assertions of a sign-in to be sent.</summary>
    public const string Recipient = "https://signin.aws.amazon.com/saml";
}
