using StsSim.Federation.Saml;

namespace StsSim.Operations.IdentityProviders;

/// <summary>A SAML provider as an account has registered it.</summary>
public sealed record RegisteredSamlProvider(string Arn, string AccountId, string Name, SamlProvider Provider)
{
    /// <summary>The name space of the provider's subjects, as AssumeRoleWithSAML answers it.</summary>
    public string NameQualifierOf(SamlIdentity identity) => SamlIdentity.NameQualifier(identity.Issuer, AccountId, Name);
}
