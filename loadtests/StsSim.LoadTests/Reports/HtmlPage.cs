using System.Net;
using System.Text;
using StsSim.LoadTests.Reports.Charts;

namespace StsSim.LoadTests.Reports;

/// <summary>One file that opens without a network, put together from headings, sentences, charts and tables.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _page = new();

    /// <param name="kind">What kind of page it is, in small print above the heading.</param>
    /// <param name="subject">One sentence on what the page shows.</param>
    /// <param name="setting">Where it comes from, in a few words after the date.</param>
    public HtmlPage(string kind, string heading, string subject, DateTimeOffset startedAt, string setting, bool interrupted = false)
    {
        string title = $"{heading}, {startedAt:yyyy-MM-dd HH:mm} UTC";
        _page.Append(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Encode(title)}</title>
            <style>
            {StyleSheet()}
            </style>
            </head>
            <body><main>
            <header>
            <p class="kind">{Encode(kind)}{(interrupted ? " <strong>interrupted</strong>" : "")}</p>
            <h1>{Encode(heading)}</h1>
            <p class="subject">{Encode(subject)}</p>
            <p class="when">{Encode($"{startedAt:yyyy-MM-dd HH:mm:ss} UTC · {setting}")}</p>
            </header>

            """);
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    public string Finish() => _page.Append("</main></body></html>\n").ToString();

    public void BeginSection(string heading) => _page.Append($"<section><h2>{Encode(heading)}</h2>\n");

    public void EndSection() => _page.Append("</section>\n");

    public void Paragraph(string text, string? cssClass = null) =>
        _page.Append($"<p{(cssClass is null ? "" : $" class=\"{cssClass}\"")}>{Encode(text)}</p>\n");

    public void Points(IEnumerable<(string Subject, string Sentence)> points)
    {
        _page.Append("<ul class=\"summary\">\n");
        foreach ((string subject, string sentence) in points)
        {
            _page.Append($"<li><strong>{Encode(subject)}.</strong> {Encode(sentence)}</li>\n");
        }

        _page.Append("</ul>\n");
    }

    public void Figure(string caption, string svg) =>
        _page.Append($"<figure><figcaption>{Encode(caption)}</figcaption>{svg}</figure>\n");

    public void Legend(IReadOnlyList<ChartSeries> entries)
    {
        _page.Append("<p class=\"legend\">");
        foreach (ChartSeries entry in entries)
        {
            var key = new SvgWriter(44, 14, entry.Name);
            key.Path([(1, 7), (43, 7)], "series " + entry.CssClass);
            key.Marker(entry.Marker, 22, 7, entry.CssClass);
            _page.Append($"<span><span class=\"key\">{key.Finish()}</span>{Encode(entry.Name)}</span>");
        }

        _page.Append("</p>\n");
    }

    /// <summary>What the segments of bars stand for.</summary>
    public void AttemptsLegend(IEnumerable<(string Name, string CssClass)> entries)
    {
        _page.Append("<p class=\"legend\">");
        foreach ((string name, string cssClass) in entries)
        {
            _page.Append($"<span><svg viewBox=\"0 0 22 14\" class=\"key\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" width=\"20\" height=\"12\" class=\"segment {cssClass}\"/></svg>{Encode(name)}</span>");
        }

        _page.Append("</p>\n");
    }

    /// <summary>Markup that is encoded already.</summary>
    public void Append(string markup) => _page.Append(markup);

    /// <summary>What the headings of a table mean.</summary>
    public void Meanings(IEnumerable<(string Heading, string Meaning)> meanings) => DefinitionList("meanings", meanings);

    public void BeginTable(string caption, IReadOnlyList<string> words, IReadOnlyList<string> numbers)
    {
        _page.Append($"<div class=\"scroll\"><table>\n<caption>{Encode(caption)}</caption>\n<thead><tr>");
        foreach (string heading in words)
        {
            _page.Append($"<th>{Encode(heading)}</th>");
        }

        foreach (string heading in numbers)
        {
            _page.Append($"<th class=\"number\">{Encode(heading)}</th>");
        }

        _page.Append("</tr></thead>\n<tbody>\n");
    }

    public void Row(string heading, IReadOnlyList<string> words, IReadOnlyList<string> numbers, string cssClass)
    {
        _page.Append($"<tr class=\"{cssClass}\"><th>{Encode(heading)}</th>");
        foreach (string word in words)
        {
            _page.Append($"<td>{Encode(word)}</td>");
        }

        foreach (string number in numbers)
        {
            _page.Append($"<td class=\"number\">{Encode(number)}</td>");
        }

        _page.Append("</tr>\n");
    }

    public void EndTable() => _page.Append("</tbody></table></div>\n");

    public void Facts(IEnumerable<(string Name, string Value)> facts) => DefinitionList("facts", facts);

    private void DefinitionList(string cssClass, IEnumerable<(string Term, string Description)> entries)
    {
        _page.Append($"<dl class=\"{cssClass}\">\n");
        foreach ((string term, string description) in entries)
        {
            _page.Append($"<dt>{Encode(term)}</dt><dd>{Encode(description)}</dd>\n");
        }

        _page.Append("</dl>\n");
    }

    private static string StyleSheet()
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
