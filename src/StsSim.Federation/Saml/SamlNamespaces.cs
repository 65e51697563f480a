namespace StsSim.Federation.Saml;

/// <summary>Namespaces and identifiers of SAML 2.0 (core, metadata) and of XML signatures.</summary>
internal static class SamlNamespaces
{
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    public const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    public const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public const string NameIdFormatPrefix = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    /// <summary>What a NameID without a Format is (core, 2.2.2).</summary>
    public const string UnspecifiedNameId = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
}
