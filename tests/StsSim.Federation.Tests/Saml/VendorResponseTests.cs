using System.Security.Cryptography;
using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>Responses in the shapes that widespread identity providers send; the samples are our own.</summary>
public sealed class VendorResponseTests
{
    private const string Role = SampleIdentityProvider.RoleArn + "," + SampleIdentityProvider.ProviderArn;

    [Fact]
    public void AD_FS_uses_default_namespaces_and_signs_the_assertion()
    {
        SamlIdentity identity = Verify(Sign(
            $"""
            <samlp:Response ID="_r1" Version="2.0" IssueInstant="2026-11-22T11:59:59.870Z" Destination="https://signin.aws.amazon.com/saml" Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">{SampleIdentityProvider.EntityId}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Assertion ID="_a1" IssueInstant="2026-11-22T11:59:59.870Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Issuer>{SampleIdentityProvider.EntityId}</Issuer><Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">EXAMPLE\bob</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="2026-11-22T12:04:59.870Z" Recipient="https://signin.aws.amazon.com/saml"/></SubjectConfirmation></Subject><Conditions NotBefore="2026-11-22T11:59:59.870Z" NotOnOrAfter="2026-11-22T12:59:59.870Z"><AudienceRestriction><Audience>urn:amazon:webservices</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>bob@example.com</AttributeValue></Attribute><Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>{Role}</AttributeValue></Attribute></AttributeStatement><AuthnStatement AuthnInstant="2026-11-22T11:59:59.636Z" SessionIndex="_a1"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion></samlp:Response>
            """,
            new SignatureForm(),
            "Assertion"));

        Assert.Equal("""EXAMPLE\bob""", identity.Subject);
        Assert.Equal("persistent", identity.SubjectType);
    }

    [Fact]
    public void Okta_signs_both_lists_prefixes_and_types_its_values()
    {
        var form = new SignatureForm
        {
            InclusivePrefixes = "xs",
            Transforms = $"""<ds:Transform Algorithm="{SignatureForm.Enveloped}"/><ds:Transform Algorithm="{SignatureForm.Exclusive}"><ec:InclusiveNamespaces xmlns:ec="{SignatureForm.Exclusive}" PrefixList="xs"/></ds:Transform>""",
            CanonicalizationMethod = $"""<ds:CanonicalizationMethod Algorithm="{SignatureForm.Exclusive}"><ec:InclusiveNamespaces xmlns:ec="{SignatureForm.Exclusive}" PrefixList="xs"/></ds:CanonicalizationMethod>""",
        };
        SamlIdentity identity = Verify(Sign(
            $"""
            <?xml version="1.0" encoding="UTF-8"?><saml2p:Response Destination="https://signin.aws.amazon.com/saml" ID="id1" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:xs="http://www.w3.org/2001/XMLSchema"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">{SampleIdentityProvider.EntityId}</saml2:Issuer><saml2p:Status xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status><saml2:Assertion ID="id2" IssueInstant="2026-11-22T12:00:00.000Z" Version="2.0" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:xs="http://www.w3.org/2001/XMLSchema"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">{SampleIdentityProvider.EntityId}</saml2:Issuer><saml2:Subject xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">bob@example.com</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData NotOnOrAfter="2026-11-22T12:05:00.000Z" Recipient="https://signin.aws.amazon.com/saml"/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotBefore="2026-11-22T11:55:00.000Z" NotOnOrAfter="2026-11-22T12:05:00.000Z"><saml2:AudienceRestriction><saml2:Audience>urn:amazon:webservices</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AttributeStatement><saml2:Attribute Name="https://aws.amazon.com/SAML/Attributes/Role" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"><saml2:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">{Role}</saml2:AttributeValue></saml2:Attribute><saml2:Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">bob@example.com</saml2:AttributeValue></saml2:Attribute><saml2:Attribute Name="https://aws.amazon.com/SAML/Attributes/SessionDuration" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">3600</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>
            """,
            form,
            "Assertion",
            "Response"));

        Assert.Equal("urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", identity.SubjectType);
        Assert.Equal(3600, identity.SessionDurationSeconds);
    }

    [Fact]
    public void Entra_ID_sends_its_own_claims_and_an_audience_with_a_fragment()
    {
        SamlIdentity identity = Verify(Sign(
            $"""
            <samlp:Response ID="_r2" Version="2.0" IssueInstant="2026-11-22T12:00:00.1234567Z" Destination="https://signin.aws.amazon.com/saml" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">{SampleIdentityProvider.EntityId}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Assertion ID="_a2" IssueInstant="2026-11-22T12:00:00.1234567Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Issuer>{SampleIdentityProvider.EntityId}</Issuer><Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">bob@example.com</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="2026-11-22T13:00:00.0000000Z" Recipient="https://signin.aws.amazon.com/saml"/></SubjectConfirmation></Subject><Conditions NotBefore="2026-11-22T11:55:00.000Z" NotOnOrAfter="2026-11-22T13:00:00.000Z"><AudienceRestriction><Audience>https://signin.aws.amazon.com/saml#2</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name="http://schemas.microsoft.com/identity/claims/tenantid"><AttributeValue>0f0f0f0f-1111-2222-3333-444444444444</AttributeValue></Attribute><Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname"><AttributeValue>Smith</AttributeValue></Attribute><Attribute Name="https://aws.amazon.com/SAML/Attributes/Role"><AttributeValue>{Role}</AttributeValue></Attribute><Attribute Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName"><AttributeValue>bob@example.com</AttributeValue></Attribute></AttributeStatement></Assertion></samlp:Response>
            """,
            new SignatureForm(),
            "Assertion"));

        Assert.Equal(["Smith"], identity.ConditionKeys["saml:surname"]);
        Assert.Equal(["0f0f0f0f-1111-2222-3333-444444444444"], identity.Attributes["http://schemas.microsoft.com/identity/claims/tenantid"]);
    }

    [Fact]
    public void Keycloak_signs_the_response_and_gives_friendly_names()
    {
        SamlIdentity identity = Verify(Sign(
            $"""
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Destination="https://signin.aws.amazon.com/saml" ID="ID_r3" IssueInstant="2026-11-22T12:00:00.123456789Z" Version="2.0"><saml:Issuer>{SampleIdentityProvider.EntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><saml:Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="ID_a3" IssueInstant="2026-11-22T12:00:00.123456789Z" Version="2.0"><saml:Issuer>{SampleIdentityProvider.EntityId}</saml:Issuer><saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">G-1f0c</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="2026-11-22T12:04:58.000Z" Recipient="https://signin.aws.amazon.com/saml"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="2026-11-22T11:59:58.000Z" NotOnOrAfter="2026-11-22T12:00:58.000Z"><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="2026-11-22T12:00:00.123Z" SessionIndex="x::y" SessionNotOnOrAfter="2026-11-22T22:00:00.000Z"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute FriendlyName="Session Name" Name="https://aws.amazon.com/SAML/Attributes/RoleSessionName" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">bob</saml:AttributeValue></saml:Attribute><saml:Attribute FriendlyName="Session Role" Name="https://aws.amazon.com/SAML/Attributes/Role" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"><saml:AttributeValue>{Role}</saml:AttributeValue></saml:Attribute><saml:Attribute FriendlyName="mail" Name="urn:oid:0.9.2342.19200300.100.1.3"><saml:AttributeValue>bob@example.com</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>
            """,
            new SignatureForm { KeyInfo = "<ds:KeyInfo><ds:KeyName>Xh1V9WbYkz8yNnqTNDPP</ds:KeyName></ds:KeyInfo>" },
            "Response"));

        Assert.Equal("bob", identity.RoleSessionName);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero), identity.SessionNotOnOrAfter);
        Assert.Equal(["bob@example.com"], identity.Attributes["mail"]);
        Assert.Equal(["bob@example.com"], identity.ConditionKeys["saml:mail"]);
    }

    private static string Sign(string xml, SignatureForm form, params string[] elements)
    {
        using RSA key = SampleIdentityProvider.Key.OpenPrivateKey();
        XmlDocument document = ResponseXml.Load(xml);
        foreach (string element in elements)
        {
            var covered = (XmlElement)document.SelectSingleNode($"//*[local-name()='{element}']")!;
            form.AddTo(covered, data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        return ResponseXml.Encode(document);
    }

    private static SamlIdentity Verify(string base64)
    {
        SamlOutcome outcome = SampleIdentityProvider.Verify(base64);
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal([new SamlRole(SampleIdentityProvider.RoleArn, SampleIdentityProvider.ProviderArn)], outcome.Identity.Roles);
        return outcome.Identity;
    }
}
