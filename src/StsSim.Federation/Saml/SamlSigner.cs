using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Signs an element as identity providers do: enveloped, RSA and SHA-256, exclusive canonicalization.</summary>
internal static class SamlSigner
{
    /// <summary>Adds the signature behind the element's Issuer, where the schema wants it.</summary>
    public static void Sign(XmlElement element, RSA key, byte[] certificate)
    {
        var reference = new Reference($"#{element.GetAttribute("ID")}") { DigestMethod = DigestAlgorithm.Sha256 };
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        reference.AddTransform(new XmlDsigExcC14NTransform());

        var signed = new SignedXml(element.OwnerDocument) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = ExclusiveCanonicalization.Identifier;
        signed.SignedInfo.SignatureMethod = SignatureAlgorithm.RsaSha256;
        signed.AddReference(reference);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        signed.ComputeSignature();
        element.InsertAfter(signed.GetXml(), element.OnlyChild("Issuer", SamlNamespaces.Assertion));
    }
}
