using System.Text;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>
/// A SAML response of the only shape taken: one Response, in it one Assertion, and signatures nowhere but in these two.
/// Nothing in it is trusted yet.
/// </summary>
internal sealed class SamlDocument
{
    // STS takes 100,000 characters of Base64 (service model); wider is nobody's assertion.
    private const int LongestEncoding = 100_000;
    private const int LongestText = 75_000;
    private const int MostElements = 5_000;
    private const int MostAttributes = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SamlDocument(XmlElement response, XmlElement assertion, IReadOnlyList<XmlElement> signatures)
    {
        Response = response;
        Assertion = assertion;
        Signatures = signatures;
    }

    public XmlElement Response { get; }

    public XmlElement Assertion { get; }

    /// <summary>Children of the response or of the assertion, at most one of each.</summary>
    public IReadOnlyList<XmlElement> Signatures { get; }

    /// <summary>The document, or <see langword="null"/> and why it is refused.</summary>
    public static SamlDocument? Load(string base64, int depth, out SamlOutcome? refusal)
    {
        string? text = Decode(base64);
        if (text is null)
        {
            refusal = SamlOutcome.Refused(SamlFault.Unparsable, "It is not the Base64 of UTF-8, or too long.");
            return null;
        }

        XmlDocument? document = UntrustedXml.Load(text, new XmlBounds(LongestText, depth, MostElements, MostAttributes), out string? fault);
        if (document is null)
        {
            refusal = SamlOutcome.Refused(SamlFault.Unparsable, fault!);
            return null;
        }

        XmlElement response = document.DocumentElement!;
        if (!response.Is("Response", SamlNamespaces.Protocol) || response.GetAttribute("Version") != "2.0")
        {
            refusal = SamlOutcome.Refused(SamlFault.Unparsable, "It is not a Response of SAML 2.0.");
            return null;
        }

        return Survey(response, out refusal);
    }

    private static string? Decode(string base64)
    {
        byte[] bytes = new byte[Math.Min(base64.Length, LongestEncoding)];
        if (base64.Length > LongestEncoding || !Convert.TryFromBase64String(base64, bytes, out int length))
        {
            return null;
        }

        try
        {
            return Utf8.GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Looks at every element, so that nothing can hide in extensions, in signatures or in values.
    private static SamlDocument? Survey(XmlElement response, out SamlOutcome? refusal)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var signatures = new List<XmlElement>(2);
        XmlElement? assertion = null;
        for (XmlElement? element = response; element is not null; element = Next(element, response))
        {
            refusal = null;
            if (!TakeIds(element, ids))
            {
                refusal = SamlOutcome.Refused(SamlFault.Unparsable, "An ID stands in it twice.");
            }
            else if (element.Is("EncryptedAssertion", SamlNamespaces.Assertion))
            {
                refusal = SamlOutcome.Refused(SamlFault.EncryptedAssertion, "Its assertion is encrypted.");
            }
            else if (element != response && element.Is("Response", SamlNamespaces.Protocol))
            {
                refusal = SamlOutcome.Refused(SamlFault.Unparsable, "It holds another Response.");
            }
            else if (element.Is("Assertion", SamlNamespaces.Assertion))
            {
                if (assertion is not null || element.ParentNode != response)
                {
                    refusal = SamlOutcome.Refused(SamlFault.Unparsable, "It holds another Assertion, or one out of place.");
                }

                assertion = element;
            }
            else if (element.Is("Signature", SamlNamespaces.Signature))
            {
                XmlNode parent = element.ParentNode!;
                if ((parent != response && parent != assertion) || signatures.Exists(other => other.ParentNode == parent))
                {
                    refusal = SamlOutcome.Refused(SamlFault.InvalidSignature, "It holds a second Signature, or one out of place.");
                }

                signatures.Add(element);
            }

            if (refusal is not null)
            {
                return null;
            }
        }

        refusal = assertion is null ? SamlOutcome.Refused(SamlFault.Unparsable, "It holds no Assertion.") : null;
        return assertion is null ? null : new SamlDocument(response, assertion, signatures);
    }

    private static bool TakeIds(XmlElement element, HashSet<string> ids)
    {
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.LocalName.Equals("id", StringComparison.OrdinalIgnoreCase) && !ids.Add(attribute.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next element in document order, without recursion.</summary>
    private static XmlElement? Next(XmlElement element, XmlElement root)
    {
        XmlNode? node = element.FirstChild;
        XmlNode parent = element;
        while (true)
        {
            for (; node is not null; node = node.NextSibling)
            {
                if (node is XmlElement found)
                {
                    return found;
                }
            }

            if (parent == root)
            {
                return null;
            }

            node = parent.NextSibling;
            parent = parent.ParentNode!;
        }
    }
}
