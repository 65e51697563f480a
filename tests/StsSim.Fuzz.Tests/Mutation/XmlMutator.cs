using System.Xml;
using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>Changes that leave XML well-formed: elements are moved, copied, dropped and renamed, attributes and namespaces changed.</summary>
internal static class XmlMutator
{
    private static readonly string[] Namespaces =
    [
        "urn:oasis:names:tc:SAML:2.0:assertion", "urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:2.0:metadata", "http://www.w3.org/2000/09/xmldsig#", "http://www.w3.org/2001/10/xml-exc-c14n#", "urn:x", "",
        "../relative", "not a uri",
    ];

    private static readonly string[] Names =
    [
        "Response", "Assertion", "EncryptedAssertion", "Advice", "Signature", "SignedInfo", "Object", "Subject", "NameID", "SubjectConfirmation", "SubjectConfirmationData", "Conditions", "AudienceRestriction", "Audience",
        "AttributeStatement", "Attribute", "AttributeValue", "AuthnStatement", "Issuer", "Status", "StatusCode", "Extensions", "InclusiveNamespaces", "KeyDescriptor", "X509Certificate", "IDPSSODescriptor", "x",
    ];

    private static readonly string[] AttributeNames =
    [
        "ID", "Id", "id", "Name", "FriendlyName", "Value", "Format", "Recipient", "NotOnOrAfter", "NotBefore", "SessionNotOnOrAfter", "IssueInstant", "Destination", "InResponseTo", "Version", "Method", "URI", "Algorithm", "PrefixList", "use",
        "entityID", "validUntil", "x",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "x", "admin@example.com", "arn:aws:iam::123456789012:role/admin,arn:aws:iam::123456789012:saml-provider/MySAMLIdP", "https://signin.aws.amazon.com/saml", "https://evil.example/saml", "0", "-1", "900", "43201", "99999999999", "9e2",
        "2026-11-22T12:00:00Z", "2026-11-22T12:00:00", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "0000-00-00T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T12:00:00.123456789012345678Z", "2026-11-22T12:00:00+14:00",
        "https://aws.amazon.com/SAML/Attributes/Role", "https://aws.amazon.com/SAML/Attributes/RoleSessionName", "https://aws.amazon.com/SAML/Attributes/PrincipalTag:", "https://aws.amazon.com/SAML/Attributes/PrincipalTag:Project",
        "https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys", "https://aws.amazon.com/SAML/Attributes/SourceIdentity", "https://aws.amazon.com/SAML/Attributes/SessionDuration", "urn:oasis:names:tc:SAML:2.0:cm:bearer",
        "urn:oasis:names:tc:SAML:2.0:status:Requester", "#", "#x", "AAAA", "\u00e4\ud83d\ude00", "]]", "#default xml", "http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
    ];

    /// <summary>XML that is changed in a few places; damaged bytes where it is none, or now and then.</summary>
    public static byte[] Change(byte[] xml, FuzzDraw draw)
    {
        if (draw.OneIn(8) || Load(xml) is not { } document)
        {
            return ByteMutator.Change(xml, draw);
        }

        Change(document, draw);
        return System.Text.Encoding.UTF8.GetBytes(document.OuterXml);
    }

    public static void Change(XmlDocument document, FuzzDraw draw)
    {
        for (int changes = draw.Few(); changes > 0; changes--)
        {
            XmlElement[] elements = [.. document.SelectNodes("//*")!.Cast<XmlElement>()];
            ChangeOnce(draw.Pick(elements), draw.Pick(elements), draw);
        }
    }

    /// <summary>The document, without what a document type would do; <see langword="null"/> where it is not well-formed.</summary>
    public static XmlDocument? Load(byte[] xml)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            document.Load(reader);
            return document;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void ChangeOnce(XmlElement one, XmlElement other, FuzzDraw draw)
    {
        XmlDocument document = one.OwnerDocument;
        bool isRoot = one == document.DocumentElement;
        switch (draw.Next(14))
        {
            case 0 when !isRoot:
                one.ParentNode!.RemoveChild(one);
                break;
            case 1:
                other.PrependChild(one.CloneNode(deep: true));
                break;
            case 2 when !isRoot:
                one.ParentNode!.InsertAfter(one.CloneNode(deep: true), one);
                break;
            case 3 when !isRoot && !IsWithin(other, one):
                other.AppendChild(one);
                break;
            case 4:
                one.InsertBefore(document.CreateComment(" "), draw.OneIn(2) ? one.FirstChild : null);
                break;
            case 5 when !isRoot:
                Wrap(one, draw);
                break;
            case 6:
                one.SetAttribute(draw.Pick(AttributeNames), draw.Pick(Texts));
                break;
            case 7 when one.Attributes.Count > 0:
                XmlAttribute changed = one.Attributes[draw.Next(one.Attributes.Count)];
                if (changed.Prefix != "xmlns" && changed.Name != "xmlns")
                {
                    changed.Value = draw.OneIn(2) && other.Attributes.Count > 0 ? other.Attributes[0].Value : draw.Pick(Texts);
                }

                break;
            case 8 when one.Attributes.Count > 0:
                one.RemoveAttributeAt(draw.Next(one.Attributes.Count));
                break;
            case 9:
                one.AppendChild(document.CreateTextNode(draw.Pick(Texts)));
                break;
            case 10:
                one.InnerText = draw.Pick(Texts);
                break;
            case 11:
                one.AppendChild(document.CreateElement(draw.OneIn(2) ? "x" : "", draw.Pick(Names), draw.OneIn(2) ? one.NamespaceURI : draw.Pick(Namespaces[..6])));
                break;
            case 12 when draw.OneIn(4):
                one.AppendChild(draw.OneIn(2) ? document.CreateCDataSection(draw.Pick(Texts)) : document.CreateProcessingInstruction("x", "y"));
                break;
            default:
                one.AppendChild(document.CreateCDataSection(""));
                break;
        }
    }

    private static void Wrap(XmlElement one, FuzzDraw draw)
    {
        XmlNode place = one.ParentNode!;
        XmlElement wrapper = one.OwnerDocument.CreateElement(one.Prefix, draw.Pick(Names), one.NamespaceURI);
        place.ReplaceChild(wrapper, one);
        XmlElement inner = wrapper;
        for (int levels = draw.OneIn(16) ? draw.Next(80) : 0; levels > 0; levels--)
        {
            inner = (XmlElement)inner.AppendChild(one.OwnerDocument.CreateElement("x", "x", "urn:x"))!;
        }

        inner.AppendChild(one);
    }

    private static bool IsWithin(XmlNode? node, XmlNode ancestor)
    {
        while (node is not null && node != ancestor)
        {
            node = node.ParentNode;
        }

        return node == ancestor;
    }
}
