using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Loads XML from outside: no document type, nothing resolved, nothing expanded, and bounded.</summary>
internal static class UntrustedXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
    };

    /// <summary>The document with its white space, or <see langword="null"/> and what is wrong with it.</summary>
    public static XmlDocument? Load(string text, XmlBounds bounds, out string? fault)
    {
        fault = text.Length > bounds.Characters ? "It is too long." : null;
        try
        {
            fault ??= FindFault(text, bounds);
            if (fault is not null)
            {
                return null;
            }

            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            using XmlReader reader = Open(text);
            document.Load(reader);
            return document;
        }
        catch (XmlException)
        {
            fault = "It is not well-formed XML, or has a document type.";
            return null;
        }
    }

    // What walks a document recurses, so depth is bounded before there is a document.
    private static string? FindFault(string text, XmlBounds bounds)
    {
        using XmlReader reader = Open(text);
        int elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.ProcessingInstruction)
            {
                return "It holds a processing instruction.";
            }

            if (reader.NodeType == XmlNodeType.Element
                && (++elements > bounds.Elements || reader.Depth >= bounds.Depth || reader.AttributeCount > bounds.Attributes))
            {
                return "It has too many elements, or too many levels or attributes.";
            }
        }

        return null;
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), Settings);
}
