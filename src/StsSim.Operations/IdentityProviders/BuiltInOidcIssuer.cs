namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// The OIDC issuer that comes with the simulator, so that nobody needs an identity provider to try web identities. Its
/// name is fixed and resolves nowhere; gateways know its keys, and anybody else finds them under
/// <c>/_stssim/idp/oidc/</c>.
/// </summary>
public static class BuiltInOidcIssuer
{
    public const string Host = "oidc.stssim.test";
    public const string Url = $"https://{Host}";

    /// <summary>The audience that the default world's provider lists, as EKS and GitHub use it.</summary>
    public const string DefaultAudience = "sts.amazonaws.com";
}
