using System.Security.Cryptography;
using System.Text;
using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>Takes responses apart and puts them together again.</summary>
internal static class ResponseXml
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";

    public static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    public static string Encode(string xml) => Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));

    public static string Encode(XmlDocument document) => Encode(document.OuterXml);

    public static XmlDocument Load(string xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.LoadXml(xml);
        return document;
    }

    /// <summary>A valid response of the sample provider.</summary>
    public static XmlDocument Valid(SignedElement signedElement = SignedElement.Assertion) =>
        Load(Decode(SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request with { SignedElement = signedElement })));

    /// <summary>A response that is changed before the sample provider signs its assertion, and so is signed as it is.</summary>
    public static string SignedAfter(Action<XmlDocument> change, AssertionRequest? request = null)
    {
        XmlDocument document = Load(Decode(SampleIdentityProvider.Issuer.Mint(
            (request ?? SampleIdentityProvider.Request) with { SignWith = SignWith.None })));
        change(document);
        document = Load(document.OuterXml);
        using RSA key = SampleIdentityProvider.Key.OpenPrivateKey();
        SamlSigner.Sign(document.Find("Assertion"), key, SampleIdentityProvider.Key.Certificate);
        return Encode(document);
    }

    /// <summary>The first element of that local name, whatever its namespace.</summary>
    public static XmlElement Find(this XmlNode node, string localName) =>
        (XmlElement?)node.SelectSingleNode($".//*[local-name()='{localName}']") ?? throw new InvalidOperationException($"There is no {localName}.");

    public static XmlElement FindAttribute(this XmlNode node, string suffix) =>
        (XmlElement?)node.SelectSingleNode($".//*[local-name()='Attribute' and substring(@Name, string-length(@Name) - {suffix.Length - 1})='{suffix}']")
        ?? throw new InvalidOperationException($"There is no attribute {suffix}.");

    public static T Remove<T>(this T node)
        where T : XmlNode
    {
        node.ParentNode!.RemoveChild(node);
        return node;
    }

    public static XmlElement AddElement(this XmlElement parent, string name, string ns, string text = "")
    {
        XmlElement child = parent.OwnerDocument.CreateElement(name, ns);
        child.InnerText = text;
        parent.AppendChild(child);
        return child;
    }
}
