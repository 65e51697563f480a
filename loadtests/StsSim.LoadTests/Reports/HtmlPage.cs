using System.Net;
using System.Text;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Reports.Charts;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>One file that opens without a network, and the parts that the pages of all kinds of runs are made of.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _page = new();

    /// <param name="kind">What kind of page it is, in small print above the heading.</param>
    /// <param name="subject">One sentence on what the run shows.</param>
    public HtmlPage(string kind, string heading, string subject, RunResult result)
    {
        string title = $"{heading}, {result.Facts.StartedAt:yyyy-MM-dd HH:mm} UTC";
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
            <p class="kind">{Encode(kind)}{(result.Interrupted ? " <strong>interrupted</strong>" : "")}</p>
            <h1>{Encode(heading)}</h1>
            <p class="subject">{Encode(subject)}</p>
            <p class="when">{Encode($"{result.Facts.StartedAt:yyyy-MM-dd HH:mm:ss} UTC · {result.Facts.Endpoint} · seed {result.Options.Seed}")}</p>
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

    public void Remarks(RunResult result)
    {
        foreach (string remark in ResultRemarks.Of(result))
        {
            Paragraph(remark, "remark");
        }
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

    /// <summary>Markup that is encoded already.</summary>
    public void Append(string markup) => _page.Append(markup);

    /// <summary>The figures of each group and phase.</summary>
    /// <param name="title">What a group is called.</param>
    public void Table(RunResult result, string caption, IReadOnlyList<ResultColumn> columns, Func<GroupResult, string> title)
    {
        BeginTable(caption, ["clients", "phase"], [.. columns.Select(column => column.Heading)]);
        foreach (GroupResult group in result.Groups)
        {
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                string clients = phase == 0 ? title(group) : "";
                Row(clients, [result.Plan.Phases[phase].Name], [.. columns.Select(column => column.Value(group.Phases[phase]))], phase == 0 ? "first" : "");
            }

            foreach (StepResult step in group.Steps)
            {
                Row("", [$"step {step.Step}"], [.. columns.Select(column => column.Value(step.Figures))], "");
            }

            if (group.Phases.Count > 1)
            {
                Row("", ["whole run"], [.. columns.Select(column => column.Value(group.Total))], "total");
            }
        }

        EndTable();
        _page.Append("<dl class=\"meanings\">");
        foreach (ResultColumn column in columns)
        {
            _page.Append($"<dt>{Encode(column.Heading)}</dt><dd>{Encode(column.Meaning)}</dd>");
        }

        _page.Append("</dl>\n");
    }

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

    /// <summary>How the simulator judges the clients; nothing where it was not asked.</summary>
    public void Verdicts(RunResult result)
    {
        if (result.Verdicts.Count == 0)
        {
            return;
        }

        BeginSection("What the server saw");
        Paragraph("Each group of clients by the rules that its SDK documents, put together by the simulator from the requests it got.");
        BeginTable("Verdicts", ["clients", "as", "rule", "outcome", "expected", "observed"], []);
        string? before = null;
        foreach (ServerVerdict verdict in result.Verdicts)
        {
            bool isFirst = verdict.Client != before;
            Row(isFirst ? verdict.Client : "", [isFirst ? verdict.Sdk : "", verdict.Rule, verdict.Outcome, verdict.Expected, verdict.Observed], [], isFirst ? "first" : "");
            before = verdict.Client;
        }

        EndTable();
        EndSection();
    }

    public void Facts(RunResult result)
    {
        BeginSection("The run");
        _page.Append("<dl class=\"facts\">\n");
        foreach ((string name, string value) in FactList.Of(result))
        {
            _page.Append($"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>\n");
        }

        _page.Append("</dl>");
        EndSection();
    }

    private static string StyleSheet()
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
