using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Reads child elements by name and namespace, and text whatever nodes it is split into.</summary>
internal static class XmlElements
{
    public static bool Is(this XmlNode? node, string name, string ns) =>
        node is XmlElement element && element.LocalName == name && element.NamespaceURI == ns;

    public static IEnumerable<XmlElement> Children(this XmlElement parent, string name, string ns)
    {
        for (XmlNode? child = parent.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.Is(name, ns))
            {
                yield return (XmlElement)child;
            }
        }
    }

    /// <summary>The only child of that name; <see langword="null"/> where there are none or several.</summary>
    public static XmlElement? OnlyChild(this XmlElement parent, string name, string ns)
    {
        XmlElement? found = null;
        foreach (XmlElement child in parent.Children(name, ns))
        {
            if (found is not null)
            {
                return null;
            }

            found = child;
        }

        return found;
    }

    /// <summary>
    /// All of the text, trimmed. Comments part text into several nodes but are not signed; whoever reads the first node
    /// only is told by an attacker where to stop.
    /// </summary>
    public static string Text(this XmlElement element) => element.InnerText.Trim();
}
