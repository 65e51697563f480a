using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>
/// A signature put together by hand, so that it can have any form, and still be right: what is digested and signed is
/// what stands in it. As it stands it is one that SAML allows.
/// </summary>
internal sealed record SignatureForm
{
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    public const string BothTransforms = $"""<ds:Transform Algorithm="{Enveloped}"/><ds:Transform Algorithm="{Exclusive}"/>""";

    public string CanonicalizationMethod { get; init; } = $"""<ds:CanonicalizationMethod Algorithm="{Exclusive}"/>""";

    public string SignatureMethod { get; init; } = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    public string SignatureMethodContent { get; init; } = "";

    /// <summary>The ID of the covered element takes the place of <c>{id}</c>.</summary>
    public string Uri { get; init; } = "#{id}";

    public string Transforms { get; init; } = BothTransforms;

    public string DigestMethod { get; init; } = "http://www.w3.org/2001/04/xmlenc#sha256";

    public string KeyInfo { get; init; } = "";

    /// <summary>Stands behind the reference, within what is signed.</summary>
    public string AfterReference { get; init; } = "";

    /// <summary>Stands behind all else in the signature.</summary>
    public string AfterAll { get; init; } = "";

    public string InclusivePrefixes { get; init; } = "";

    public bool WithComments { get; init; }

    public Func<byte[], byte[]> Digest { get; init; } = SHA256.HashData;

    /// <param name="sign">Signs the canonical form of the SignedInfo.</param>
    public XmlElement AddTo(XmlElement covered, Func<byte[], byte[]> sign)
    {
        string id = covered.GetAttribute("ID");
        string digest = Convert.ToBase64String(Digest(Canonical(covered)));
        var document = ResponseXml.Load(
            $"""
            <ds:Signature xmlns:ds="{ResponseXml.Signature}"><ds:SignedInfo>{CanonicalizationMethod}<ds:SignatureMethod Algorithm="{SignatureMethod}">{SignatureMethodContent}</ds:SignatureMethod><ds:Reference URI="{Uri.Replace("{id}", id, StringComparison.Ordinal)}"><ds:Transforms>{Transforms}</ds:Transforms><ds:DigestMethod Algorithm="{DigestMethod}"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>{AfterReference}</ds:SignedInfo><ds:SignatureValue></ds:SignatureValue>{KeyInfo}{AfterAll}</ds:Signature>
            """);
        var signature = (XmlElement)covered.OwnerDocument.ImportNode(document.DocumentElement!, deep: true);
        covered.InsertAfter(signature, covered.FirstChild);
        signature.Find("SignatureValue").InnerText = Convert.ToBase64String(sign(Canonical(signature.Find("SignedInfo"))));
        return signature;
    }

    private byte[] Canonical(XmlElement element)
    {
        // Through text, so that the element stands alone with the declarations it inherits.
        XmlDocument document = ResponseXml.Load(element.OuterXml);
        for (XmlNode? ancestor = element.ParentNode; ancestor is XmlElement; ancestor = ancestor.ParentNode)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes!)
            {
                if (attribute.Name.StartsWith("xmlns", StringComparison.Ordinal) && !document.DocumentElement!.HasAttribute(attribute.Name))
                {
                    document.DocumentElement.SetAttribute(attribute.Name, attribute.Value);
                }
            }
        }

        var transform = new XmlDsigExcC14NTransform(WithComments, InclusivePrefixes);
        transform.LoadInput(document);
        using var output = new MemoryStream();
        ((Stream)transform.GetOutput()).CopyTo(output);
        return output.ToArray();
    }
}
