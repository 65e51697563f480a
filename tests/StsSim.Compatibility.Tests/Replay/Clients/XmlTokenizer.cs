using System.Globalization;
using System.Text;
using System.Xml;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// What the XML libraries of these clients have in common: well-formedness by XML 1.0, no document type, the five named
/// references and numbers. What they make of the tokens differs, so nothing is resolved, merged or skipped here.
/// </summary>
internal static class XmlTokenizer
{
    private static readonly Dictionary<string, char> Named = new() { ["lt"] = '<', ["gt"] = '>', ["amp"] = '&', ["quot"] = '"', ["apos"] = '\'' };

    /// <returns>The tokens; an empty-element tag is a start and an end.</returns>
    /// <exception cref="AnswerRejectedException">The text is not well-formed.</exception>
    public static List<XmlToken> Read(string xml)
    {
        var tokens = new List<XmlToken>();
        var open = new Stack<string>();
        int at = 0;
        while (at < xml.Length)
        {
            int end;
            if (xml[at] != '<')
            {
                end = xml.IndexOf('<', at);
                end = end < 0 ? xml.Length : end;
                tokens.Add(Text(xml[at..end], insideRoot: open.Count > 0));
            }
            else if (Follows(xml, at, "<!--"))
            {
                end = After(xml, "-->", at + 4);
                tokens.Add(new XmlToken(XmlTokenKind.Comment, xml[(at + 4)..(end - 3)], []));
            }
            else if (Follows(xml, at, "<![CDATA["))
            {
                end = After(xml, "]]>", at + 9);
                tokens.Add(new XmlToken(XmlTokenKind.CData, xml[(at + 9)..(end - 3)], []));
            }
            else if (Follows(xml, at, "<?"))
            {
                end = After(xml, "?>", at + 2);
                tokens.Add(new XmlToken(XmlTokenKind.Instruction, xml[(at + 2)..(end - 2)], []));
            }
            else
            {
                end = After(xml, ">", at + 1);
                tokens.AddRange(Tag(xml[(at + 1)..(end - 1)], open));
            }

            at = end;
        }

        Require(open.Count == 0, "an element is not closed");
        Require(Roots(tokens) == 1, "a document has one root");
        return tokens;
    }

    /// <summary>Resolves the references of a text.</summary>
    public static string Resolve(string raw)
    {
        var text = new StringBuilder();
        int at = 0;
        for (int reference; (reference = raw.IndexOf('&', at)) >= 0; at = raw.IndexOf(';', reference) + 1)
        {
            int end = raw.IndexOf(';', reference);
            Require(end >= 0, "a reference has no end");
            text.Append(raw.AsSpan(at, reference - at)).Append(Referred(raw[(reference + 1)..end]));
        }

        return text.Append(raw.AsSpan(at)).ToString();
    }

    private static string Referred(string name)
    {
        if (Named.TryGetValue(name, out char named))
        {
            return named.ToString();
        }

        bool hexadecimal = name.StartsWith("#x", StringComparison.Ordinal);
        int code = 0;
        Require(
            name.StartsWith('#') && int.TryParse(name[(hexadecimal ? 2 : 1)..], hexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out code),
            $"&{name}; is unknown");
        Require(Rune.IsValid(code) && (code > char.MaxValue || XmlConvert.IsXmlChar((char)code)), $"&{name}; is no character of XML");
        return new Rune(code).ToString();
    }

    private static XmlToken Text(string raw, bool insideRoot)
    {
        Require(insideRoot || string.IsNullOrWhiteSpace(raw), "text stands outside of the root");
        Require(!raw.Contains("]]>", StringComparison.Ordinal), "text holds ]]>");
        for (int i = 0; i < raw.Length; i++)
        {
            bool isPair = i + 1 < raw.Length && XmlConvert.IsXmlSurrogatePair(raw[i + 1], raw[i]);
            Require(isPair || XmlConvert.IsXmlChar(raw[i]), "text holds a character that XML does not have");
            i += isPair ? 1 : 0;
        }

        Resolve(raw);
        return new XmlToken(XmlTokenKind.Text, raw, []);
    }

    private static IEnumerable<XmlToken> Tag(string tag, Stack<string> open)
    {
        if (tag.StartsWith('/'))
        {
            string closed = tag[1..].TrimEnd();
            Require(open.Count > 0 && open.Pop() == closed, $"</{closed}> closes nothing");
            return [new XmlToken(XmlTokenKind.EndElement, closed, [])];
        }

        bool isEmpty = tag.EndsWith('/');
        string content = isEmpty ? tag[..^1] : tag;
        int nameEnd = content.IndexOfAny([' ', '\t', '\r', '\n']);
        string name = nameEnd < 0 ? content : content[..nameEnd];
        Require(name.Length > 0 && XmlReader.IsName(name), $"<{name}> is no name");
        var start = new XmlToken(XmlTokenKind.StartElement, name, Attributes(content[name.Length..]));
        if (isEmpty)
        {
            return [start, new XmlToken(XmlTokenKind.EndElement, name, [])];
        }

        open.Push(name);
        return [start];
    }

    private static List<string> Attributes(string text)
    {
        var names = new List<string>();
        while ((text = text.TrimStart()).Length > 0)
        {
            int equals = text.IndexOf('=');
            Require(equals > 0 && equals + 1 < text.Length && text[equals + 1] is '"' or '\'', "an attribute has no quoted value");
            string name = text[..equals];
            int end = text.IndexOf(text[equals + 1], equals + 2);
            Require(XmlReader.IsName(name) && end > 0 && !names.Contains(name), $"{name} is no attribute");
            names.Add(name);
            text = text[(end + 1)..];
        }

        return names;
    }

    private static int Roots(List<XmlToken> tokens)
    {
        int depth = 0;
        int roots = 0;
        foreach (XmlToken token in tokens)
        {
            depth += token.Kind switch { XmlTokenKind.StartElement => 1, XmlTokenKind.EndElement => -1, _ => 0 };
            roots += token.Kind == XmlTokenKind.StartElement && depth == 1 ? 1 : 0;
        }

        return roots;
    }

    private static bool Follows(string xml, int at, string what) => string.CompareOrdinal(xml, at, what, 0, what.Length) == 0;

    private static int After(string xml, string what, int from)
    {
        int at = xml.IndexOf(what, from, StringComparison.Ordinal);
        Require(at >= 0, $"{what} is missing");
        return at + what.Length;
    }

    private static void Require(bool condition, string reason)
    {
        if (!condition)
        {
            throw new AnswerRejectedException(reason);
        }
    }
}
