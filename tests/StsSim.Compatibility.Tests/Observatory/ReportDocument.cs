using System.Xml;
using System.Xml.Linq;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>A page, read strictly: as XML, which every browser reads the same way.</summary>
internal sealed class ReportDocument
{
    private static readonly string[] Loading = ["src", "srcset", "data", "action", "background", "poster", "formaction"];

    private readonly XDocument _document;

    private ReportDocument(XDocument document) => _document = document;

    public IEnumerable<XElement> All => _document.Descendants();

    /// <summary>Everything that is read, without the style sheet.</summary>
    public string Text => _document.Root!.Element("body")!.Value;

    public static ReportDocument Read(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return new ReportDocument(XDocument.Load(reader));
    }

    public IEnumerable<XElement> OfClass(string cssClass) => All.Where(element => Words(element, "class").Contains(cssClass));

    public XElement ById(string id) => Assert.Single(All, element => (string?)element.Attribute("id") == id);

    /// <summary>It needs nothing but itself: no script, nothing loaded, links to places in it alone.</summary>
    public void IsSelfContained()
    {
        Assert.DoesNotContain(All, element => element.Name.LocalName is "script" or "link" or "iframe" or "object" or "embed" or "img" or "base" or "form" or "foreignObject");
        foreach (XAttribute attribute in All.Attributes())
        {
            string name = attribute.Name.LocalName;
            Assert.DoesNotContain(name, Loading);
            Assert.False(name.StartsWith("on", StringComparison.Ordinal), name);
            Assert.True(name != "href" || attribute.Value.StartsWith('#'), attribute.Value);
            Assert.True(name != "style" || !attribute.Value.Contains("url", StringComparison.OrdinalIgnoreCase), attribute.Value);
        }

        string style = Assert.Single(All, element => element.Name == "style").Value;
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", style.Replace("url(#hatch)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        XElement policy = Assert.Single(All, element => (string?)element.Attribute("http-equiv") == "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'", (string?)policy.Attribute("content"), StringComparison.Ordinal);
    }

    /// <summary>It is read without eyes: headings in order, images with a text, table headers that say of what they are.</summary>
    public void IsAccessible()
    {
        int level = 0;
        foreach (int next in All.Where(element => element.Name.LocalName is "h1" or "h2" or "h3" or "h4").Select(heading => heading.Name.LocalName[1] - '0'))
        {
            Assert.True(next <= level + 1, $"h{next} follows h{level}");
            level = next;
        }

        Assert.Single(All, element => element.Name == "h1");
        Assert.All(All.Where(element => element.Name == "svg" && element.Attribute("aria-hidden") is null), image =>
        {
            Assert.Equal("img", (string?)image.Attribute("role"));
            Assert.NotEqual("", (string?)image.Attribute("aria-label") ?? "");
        });
        Assert.All(All.Where(element => element.Name == "th"), header => Assert.Contains((string?)header.Attribute("scope"), (string?[])["col", "row"]));
        string[] ids = [.. All.Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(All.Attributes("href"), link => Assert.Contains(link.Value[1..], ids));
    }

    private static string[] Words(XElement element, string attribute) => ((string?)element.Attribute(attribute) ?? "").Split(' ');
}
