using System.Security.Cryptography;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>Metadata in the shapes that widespread identity providers write; the samples are our own.</summary>
public sealed class VendorMetadataTests
{
    private const string Namespaces = """
        xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"
        """;

    private static readonly string Signing = Convert.ToBase64String(SampleIdentityProvider.Key.Certificate);

    private static readonly string Unrelated = MakeUnrelated();

    [Fact]
    public void AD_FS_describes_other_roles_beside_the_identity_provider() => Verifies(
        "http://adfs.example.com/adfs/services/trust",
        $"""
        <EntityDescriptor ID="_6a1bcb2d-0c8e-4a4c-8d8d-1f2f2b5f9a11" entityID="http://adfs.example.com/adfs/services/trust" {Namespaces}>
          <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo/><ds:SignatureValue>AAAA</ds:SignatureValue>
            <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{Unrelated}</X509Certificate></X509Data></KeyInfo></ds:Signature>
          <RoleDescriptor xsi:type="fed:ApplicationServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706" ServiceDisplayName="Example">
            {Key("encryption", Unrelated)}
            <fed:ClaimTypesRequested><auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" Optional="true"/></fed:ClaimTypesRequested>
          </RoleDescriptor>
          <RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706">{Key("signing", Unrelated)}</RoleDescriptor>
          <SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{Key("signing", Unrelated)}</SPSSODescriptor>
          <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            {Key("encryption", Unrelated)}
            {Key("signing", Signing)}
            <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://adfs.example.com/adfs/ls/"/>
            <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>
            <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://adfs.example.com/adfs/ls/"/>
            <Attribute Name="http://schemas.xmlsoap.org/claims/CommonName" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="Common Name" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>
          </IDPSSODescriptor>
          <ContactPerson contactType="support"/>
        </EntityDescriptor>
        """);

    [Fact]
    public void Okta_breaks_its_certificate_into_lines() => Verifies(
        "http://www.okta.com/exk1fcia6d6EMsf331d8",
        $"""
        <?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="http://www.okta.com/exk1fcia6d6EMsf331d8" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(SampleIdentityProvider.Key.Certificate, Base64FormattingOptions.InsertLineBreaks)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat><md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://example.okta.com/app/amazon_aws/exk1fcia6d6EMsf331d8/sso/saml"/></md:IDPSSODescriptor></md:EntityDescriptor>
        """);

    [Fact]
    public void Entra_ID_publishes_the_next_key_beforehand() => Verifies(
        "https://sts.windows.net/0f0f0f0f-1111-2222-3333-444444444444/",
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <EntityDescriptor ID="_9c2c1b1e-54a1-4a5e-a1f8-0a6f6f7d0001" entityID="https://sts.windows.net/0f0f0f0f-1111-2222-3333-444444444444/" {Namespaces}>
          <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature>
          <RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://docs.oasis-open.org/wsfed/federation/200706">
            {Key("signing", Unrelated)}
            <fed:PassiveRequestorEndpoint><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>https://login.microsoftonline.com/0f0f0f0f-1111-2222-3333-444444444444/wsfed</wsa:Address></wsa:EndpointReference></fed:PassiveRequestorEndpoint>
          </RoleDescriptor>
          <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            {Key("signing", Unrelated)}
            {Key("signing", Signing)}
            <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://login.microsoftonline.com/0f0f0f0f-1111-2222-3333-444444444444/saml2"/>
          </IDPSSODescriptor>
        </EntityDescriptor>
        """);

    [Fact]
    public void Keycloak_names_its_key_and_declares_more_than_it_uses() => Verifies(
        "https://keycloak.example.com/realms/demo",
        $"""
        <md:EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://keycloak.example.com/realms/demo">
          <md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
            <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:KeyName>Xh1V9WbYkz8yNnqTNDPP</ds:KeyName><ds:X509Data><ds:X509Certificate>{Signing}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
            <md:ArtifactResolutionService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="https://keycloak.example.com/realms/demo/protocol/saml/resolve" index="0"/>
            <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
            <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://keycloak.example.com/realms/demo/protocol/saml"/>
          </md:IDPSSODescriptor>
        </md:EntityDescriptor>
        """);

    private static void Verifies(string entityId, string metadata)
    {
        SamlProvider provider = SampleIdentityProvider.Parse(metadata);
        Assert.Equal(entityId, provider.EntityId);

        SamlOutcome outcome = SamlResponseVerifier.Verify(
            new SamlIssuer(SampleIdentityProvider.Key, entityId).Mint(SampleIdentityProvider.Request), provider, SampleIdentityProvider.Now);
        Assert.True(outcome.IsVerified, outcome.Reason);
    }

    private static string Key(string use, string certificate) =>
        $"""<KeyDescriptor use="{use}"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>""";

    private static string MakeUnrelated()
    {
        using var key = RSA.Create(2048);
        return Convert.ToBase64String(SampleMetadata.Certificate(key));
    }
}
