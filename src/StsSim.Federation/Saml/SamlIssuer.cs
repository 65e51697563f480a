using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>A built-in identity provider: publishes metadata and mints signed responses, on request also such as must be refused.</summary>
public sealed class SamlIssuer(SamlSigningKey key, string entityId)
{
    // No white space between elements: identity providers send none, and it would only be signed along.
    private static readonly XmlWriterSettings Compact = new() { OmitXmlDeclaration = true };

    private readonly Lock _making = new();
    private SamlSigningKey? _unknownKey;

    /// <summary>The metadata to register a SAML provider with.</summary>
    /// <param name="ssoUrl">Where sign-in requests would be sent.</param>
    public string Metadata(string ssoUrl)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Compact))
        {
            writer.WriteStartElement("md", "EntityDescriptor", SamlNamespaces.Metadata);
            writer.WriteAttributeString("entityID", entityId);
            writer.WriteStartElement("IDPSSODescriptor", SamlNamespaces.Metadata);
            writer.WriteAttributeString("WantAuthnRequestsSigned", "false");
            writer.WriteAttributeString("protocolSupportEnumeration", SamlNamespaces.Protocol);
            writer.WriteStartElement("KeyDescriptor", SamlNamespaces.Metadata);
            writer.WriteAttributeString("use", "signing");
            writer.WriteStartElement("ds", "KeyInfo", SamlNamespaces.Signature);
            writer.WriteStartElement("X509Data", SamlNamespaces.Signature);
            writer.WriteElementString("X509Certificate", SamlNamespaces.Signature, Convert.ToBase64String(key.Certificate));
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteElementString("NameIDFormat", SamlNamespaces.Metadata, SamlNamespaces.NameIdFormatPrefix + "persistent");
            writer.WriteStartElement("SingleSignOnService", SamlNamespaces.Metadata);
            writer.WriteAttributeString("Binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
            writer.WriteAttributeString("Location", ssoUrl);
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return text.ToString();
    }

    /// <summary>A response as a browser would post it: Base64.</summary>
    public string Mint(AssertionRequest request)
    {
        XmlDocument document = SamlResponseWriter.Write(entityId, request);
        XmlElement response = document.DocumentElement!;
        XmlElement assertion = response.OnlyChild("Assertion", SamlNamespaces.Assertion)!;
        if (request.SignWith != SignWith.None)
        {
            Sign(request, response, assertion);
        }

        if (request.SignWith == SignWith.Tampered
            && assertion.OnlyChild("Subject", SamlNamespaces.Assertion)?.OnlyChild("NameID", SamlNamespaces.Assertion) is { } nameId)
        {
            nameId.InnerText += "-tampered";
        }

        return Convert.ToBase64String(Encoding.UTF8.GetBytes(document.OuterXml));
    }

    private void Sign(AssertionRequest request, XmlElement response, XmlElement assertion)
    {
        SamlSigningKey signer = request.SignWith == SignWith.UnknownKey ? UnknownKey(request.IssuedAt) : key;
        using RSA privateKey = signer.OpenPrivateKey();

        // The response's signature covers the assertion's, so it comes last.
        if (request.SignedElement is SignedElement.Assertion or SignedElement.Both)
        {
            SamlSigner.Sign(assertion, privateKey, signer.Certificate);
        }

        if (request.SignedElement is SignedElement.Response or SignedElement.Both)
        {
            SamlSigner.Sign(response, privateKey, signer.Certificate);
        }
    }

    // Making a key takes a tenth of a second; one stranger is as unknown as another.
    private SamlSigningKey UnknownKey(DateTimeOffset now)
    {
        lock (_making)
        {
            return _unknownKey ??= SamlSigningKey.Create(now);
        }
    }
}
