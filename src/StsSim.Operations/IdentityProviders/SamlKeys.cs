using StsSim.Federation.Saml;

namespace StsSim.Operations.IdentityProviders;

/// <summary>The <c>saml:</c> condition keys (IAM User Guide, "Available keys for SAML-based AWS STS federation").</summary>
internal static class SamlKeys
{
    public static Dictionary<string, IReadOnlyList<string>> OfRequest(SamlIdentity identity, RegisteredSamlProvider provider)
    {
        var keys = new Dictionary<string, IReadOnlyList<string>>(identity.ConditionKeys, StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in Lasting(identity, provider))
        {
            keys[key] = [value];
        }

        return keys;
    }

    /// <summary>The keys that outlive the request: those of the subject and its name space.</summary>
    public static KeyValuePair<string, string>[] Lasting(SamlIdentity identity, RegisteredSamlProvider provider) =>
    [
        new("saml:aud", identity.Recipient),
        new("saml:iss", identity.Issuer),
        new("saml:sub", identity.Subject),
        new("saml:sub_type", identity.SubjectType),
        new("saml:namequalifier", provider.NameQualifierOf(identity)),
        new("saml:doc", $"{provider.AccountId}/{provider.Name}"),
    ];
}
