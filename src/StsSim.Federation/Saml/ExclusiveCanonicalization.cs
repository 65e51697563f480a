using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Exclusive XML canonicalization (W3C, 2002), as a signature's method or transform asks for it.</summary>
internal readonly record struct ExclusiveCanonicalization(bool IncludesComments, string? InclusivePrefixes)
{
    public const string Identifier = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private const string WithComments = Identifier + "WithComments";
    private const string NamespaceDeclarations = "http://www.w3.org/2000/xmlns/";

    /// <param name="method">A CanonicalizationMethod or Transform; any other algorithm, and any other content than a prefix list, is not taken.</param>
    public static ExclusiveCanonicalization? Read(XmlElement method)
    {
        string algorithm = method.GetAttribute("Algorithm");
        if (algorithm is not (Identifier or WithComments))
        {
            return null;
        }

        XmlElement? prefixes = null;
        for (XmlNode? child = method.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is XmlElement element)
            {
                if (prefixes is not null || !child.Is("InclusiveNamespaces", Identifier))
                {
                    return null;
                }

                prefixes = element;
            }
        }

        return new ExclusiveCanonicalization(algorithm == WithComments, ReadPrefixes(prefixes));
    }

    /// <summary>The digest of an element's canonical form, as if one of its children were not there.</summary>
    public byte[] Digest(XmlElement element, XmlElement? without, HashAlgorithmName algorithm)
    {
        var transform = new XmlDsigExcC14NTransform(IncludesComments, InclusivePrefixes);
        transform.LoadInput(Detach(element, without));
        using HashAlgorithm hash = Create(algorithm);
        return transform.GetDigestedOutput(hash);
    }

    // A prefix named twice means no more than once, but the platform throws on it.
    private static string? ReadPrefixes(XmlElement? prefixes) => prefixes is null
        ? null
        : string.Join(' ', prefixes.GetAttribute("PrefixList").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal));

    private static XmlDocument Detach(XmlElement element, XmlElement? without)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)document.ImportNode(element, deep: true);
        document.AppendChild(copy);
        if (without is not null)
        {
            RemoveCounterpart(copy, element, without);
        }

        // Prefixes may be declared by elements the copy has left behind.
        for (XmlNode? ancestor = element.ParentNode; ancestor is XmlElement; ancestor = ancestor.ParentNode)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes!)
            {
                if (attribute.NamespaceURI == NamespaceDeclarations && !copy.HasAttribute(attribute.Name))
                {
                    copy.SetAttribute(attribute.Name, attribute.Value);
                }
            }
        }

        return document;
    }

    private static void RemoveCounterpart(XmlElement copy, XmlElement element, XmlElement child)
    {
        XmlNode? counterpart = copy.FirstChild;
        for (XmlNode? node = element.FirstChild; node != child; node = node!.NextSibling)
        {
            counterpart = counterpart!.NextSibling;
        }

        copy.RemoveChild(counterpart!);
    }

    [SuppressMessage("Security", "CA5350", Justification = "AD FS signed with SHA-1 for long, and AWS still takes it.")]
    private static HashAlgorithm Create(HashAlgorithmName algorithm) => algorithm.Name switch
    {
        nameof(HashAlgorithmName.SHA1) => SHA1.Create(),
        nameof(HashAlgorithmName.SHA256) => SHA256.Create(),
        nameof(HashAlgorithmName.SHA384) => SHA384.Create(),
        _ => SHA512.Create(),
    };
}
