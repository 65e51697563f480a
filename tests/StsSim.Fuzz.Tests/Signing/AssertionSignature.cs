using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Signing;

/// <summary>Signs SAML assertions, and says of a response what in it was signed, step by step and without the verifier's means.</summary>
internal static class AssertionSignature
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";

    private const string Dsig = "http://www.w3.org/2000/09/xmldsig#";

    private static readonly X509Certificate2 Certificate = X509Certificate2.CreateFromPem(Corpus.Key("certificate"));

    /// <summary>Takes all signatures out and signs an assertion or a whole response as it is.</summary>
    /// <returns>Whether it could be signed.</returns>
    public static bool Sign(XmlDocument document, bool wholeResponse)
    {
        foreach (XmlElement signature in Elements(document, "Signature", Dsig))
        {
            signature.ParentNode?.RemoveChild(signature);
        }

        XmlElement? signedElement = wholeResponse ? document.DocumentElement : Elements(document, "Assertion", Assertion).FirstOrDefault();
        if (signedElement is null || signedElement.GetAttribute("ID").Length == 0)
        {
            return false;
        }

        try
        {
            var reference = new Reference($"#{signedElement.GetAttribute("ID")}") { DigestMethod = "http://www.w3.org/2001/04/xmlenc#sha256" };
            reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
            reference.AddTransform(new XmlDsigExcC14NTransform());
            var signed = new SignedXml(document) { SigningKey = IssuerKeys.Rsa };
            signed.SignedInfo!.CanonicalizationMethod = "http://www.w3.org/2001/10/xml-exc-c14n#";
            signed.SignedInfo.SignatureMethod = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
            signed.AddReference(reference);
            signed.KeyInfo.AddClause(new KeyInfoX509Data(Certificate));
            signed.ComputeSignature();
            XmlNode? issuer = signedElement.ChildNodes.Cast<XmlNode>().FirstOrDefault(child => child.LocalName == "Issuer");
            signedElement.InsertAfter(signed.GetXml(), issuer);
            return true;
        }
        catch (CryptographicException)
        {
            return false; // an ID that stands twice or is no name
        }
    }

    /// <summary>
    /// The only assertion of a response, without its comments, where the provider's key has signed it or the whole
    /// response; <see langword="null"/> where it has not.
    /// </summary>
    public static XmlElement? FindSigned(XmlDocument document)
    {
        XmlElement[] assertions = [.. Elements(document, "Assertion", Assertion)];
        if (assertions.Length != 1)
        {
            return null;
        }

        foreach (XmlElement signature in Elements(document, "Signature", Dsig))
        {
            XmlElement info = Elements(signature, "SignedInfo", Dsig).First();
            byte[] value = Convert.FromBase64String(Elements(signature, "SignatureValue", Dsig).First().InnerText);
            string digest = string.Concat(Elements(info, "DigestValue", Dsig).First().InnerText.Where(c => !char.IsWhiteSpace(c)));
            if (IssuerKeys.Rsa.VerifyData(Encoding.UTF8.GetBytes(Canonical(info.OuterXml)), value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                && new[] { assertions[0], document.DocumentElement! }.Any(covered => Digest(covered) == digest))
            {
                return Load(Canonical(assertions[0].OuterXml)).DocumentElement;
            }
        }

        return null;
    }

    public static IEnumerable<XmlElement> Elements(XmlNode node, string name, string ns) =>
        [.. node.SelectNodes($".//*[local-name()='{name}' and namespace-uri()='{ns}']")!.Cast<XmlElement>()];

    private static string Digest(XmlElement element)
    {
        XmlDocument copy = Load(element.OuterXml);
        foreach (XmlElement signature in copy.DocumentElement!.ChildNodes.OfType<XmlElement>().Where(child => child.LocalName == "Signature" && child.NamespaceURI == Dsig).ToArray())
        {
            copy.DocumentElement.RemoveChild(signature);
        }

        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(copy.OuterXml))));
    }

    private static string Canonical(string xml)
    {
        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(Load(xml));
        using var reader = new StreamReader((Stream)transform.GetOutput());
        return reader.ReadToEnd();
    }

    private static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }
}
