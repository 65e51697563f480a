using System.Net;
using System.Text;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Reports.Charts;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>One file that opens without a network: words first, then pictures, then figures, then how they came about.</summary>
internal sealed class HtmlReport
{
    private readonly StringBuilder _page = new();
    private readonly RunResult _result;
    private readonly RunCharts _charts;

    private HtmlReport(RunResult result)
    {
        _result = result;
        _charts = new RunCharts(result);
    }

    public static string Of(RunResult result)
    {
        var report = new HtmlReport(result);
        report.WriteHead();
        report.WriteSummary();
        report.WriteTimelines();
        report.WriteLatency();
        report.WriteAttempts();
        report.WriteTables();
        report.WriteFacts();
        return report._page.Append("</main></body></html>\n").ToString();
    }

    private void WriteHead()
    {
        string title = $"{_result.Options.Scenario.Name}, {_result.Facts.StartedAt:yyyy-MM-dd HH:mm} UTC";
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
            <p class="kind">StsSim load test{(_result.Interrupted ? " <strong>interrupted</strong>" : "")}</p>
            <h1>{Encode(_result.Options.Scenario.Name)}</h1>
            <p class="subject">{Encode(_result.Options.Scenario.Shows)}</p>
            <p class="when">{Encode($"{_result.Facts.StartedAt:yyyy-MM-dd HH:mm:ss} UTC · {_result.Facts.Endpoint} · seed {_result.Options.Seed}")}</p>
            </header>

            """);
    }

    private void WriteSummary()
    {
        _page.Append("<section><h2>In short</h2>\n");
        Paragraph(SummaryInWords.Lead(_result));
        _page.Append("<ul class=\"summary\">\n");
        foreach ((string subject, string sentence) in SummaryInWords.Groups(_result))
        {
            _page.Append($"<li><strong>{Encode(subject)}.</strong> {Encode(sentence)}</li>\n");
        }

        _page.Append("</ul>\n");
        foreach (string comparison in SummaryInWords.Comparisons(_result))
        {
            Paragraph(comparison);
        }

        foreach (string remark in ResultRemarks.Of(_result))
        {
            Paragraph(remark, "remark");
        }

        _page.Append("</section>\n");
    }

    private void WriteTimelines()
    {
        _page.Append("<section><h2>What was asked, sent and answered</h2>\n");
        Paragraph("Token buckets are kept per account and region. Each client group signs for a region of its own, with the same credentials: so all have the same quota, and none drinks from another's bucket.");
        WriteLegend(RunCharts.TimelineLegend);
        foreach (GroupResult group in _result.Groups)
        {
            Figure(SummaryInWords.Title(group.Group), _charts.Timeline(group));
        }

        _page.Append("</section>\n");
    }

    private void WriteLatency()
    {
        _page.Append("<section><h2>How long callers waited</h2>\n");
        Paragraph("From the moment an invocation should have started to its end, whatever the outcome; a stalled target or a late generator is part of the wait. Axes are logarithmic.");
        WriteLegend(_charts.GroupLegend);
        Figure("p50 over time", _charts.LatencyOverTime("p50", slot => slot.P50));
        Figure("p99 over time", _charts.LatencyOverTime("p99", slot => slot.P99));
        _page.Append($"<div class=\"columns of-{_charts.DistributionColumns}\">\n");
        for (int phase = 0; phase < _result.Plan.Phases.Count; phase++)
        {
            Figure($"By percentile, {_result.Plan.Phases[phase].Name}", _charts.LatencyDistribution(phase));
        }

        _page.Append("</div>\n</section>\n");
    }

    private void WriteAttempts()
    {
        _page.Append("<section><h2>Attempts an invocation took</h2>\n<p class=\"legend\">");
        foreach ((string name, string cssClass) in _charts.AttemptsLegend())
        {
            _page.Append($"<span><svg viewBox=\"0 0 22 14\" class=\"key\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" width=\"20\" height=\"12\" class=\"segment {cssClass}\"/></svg>{Encode(name)}</span>");
        }

        _page.Append("</p>\n");
        Figure("Invocations by number of attempts, and the amplification", _charts.AttemptsPerInvocation());
        _page.Append("</section>\n");
    }

    private void WriteTables()
    {
        _page.Append("<section><h2>Figures</h2>\n");
        WriteTable("What became of the invocations", ResultColumn.Outcomes);
        WriteTable("How long they took", ResultColumn.Latencies);
        _page.Append("</section>\n");
    }

    private void WriteTable(string caption, IReadOnlyList<ResultColumn> columns)
    {
        _page.Append($"<div class=\"scroll\"><table>\n<caption>{Encode(caption)}</caption>\n<thead><tr><th>clients</th><th>phase</th>");
        foreach (ResultColumn column in columns)
        {
            _page.Append($"<th class=\"number\">{Encode(column.Heading)}</th>");
        }

        _page.Append("</tr></thead>\n<tbody>\n");
        foreach (GroupResult group in _result.Groups)
        {
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                string clients = phase == 0 ? SummaryInWords.Title(group.Group) : "";
                WriteRow(clients, _result.Plan.Phases[phase].Name, group.Phases[phase], columns, phase == 0 ? "first" : "");
            }

            if (group.Phases.Count > 1)
            {
                WriteRow("", "whole run", group.Total, columns, "total");
            }
        }

        _page.Append("</tbody></table></div>\n<dl class=\"meanings\">");
        foreach (ResultColumn column in columns)
        {
            _page.Append($"<dt>{Encode(column.Heading)}</dt><dd>{Encode(column.Meaning)}</dd>");
        }

        _page.Append("</dl>\n");
    }

    private void WriteRow(
        string clients, string phase, TallyFigures figures, IReadOnlyList<ResultColumn> columns, string cssClass)
    {
        _page.Append($"<tr class=\"{cssClass}\"><th>{Encode(clients)}</th><td>{Encode(phase)}</td>");
        foreach (ResultColumn column in columns)
        {
            _page.Append($"<td class=\"number\">{Encode(column.Value(figures))}</td>");
        }

        _page.Append("</tr>\n");
    }

    private void WriteFacts()
    {
        _page.Append("<section><h2>The run</h2>\n<dl class=\"facts\">\n");
        foreach ((string name, string value) in FactList.Of(_result))
        {
            _page.Append($"<dt>{Encode(name)}</dt><dd>{Encode(value)}</dd>\n");
        }

        _page.Append("</dl></section>\n");
    }

    private void WriteLegend(IReadOnlyList<ChartSeries> entries)
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

    private void Figure(string caption, string svg) =>
        _page.Append($"<figure><figcaption>{Encode(caption)}</figcaption>{svg}</figure>\n");

    private void Paragraph(string text, string? cssClass = null) =>
        _page.Append($"<p{(cssClass is null ? "" : $" class=\"{cssClass}\"")}>{Encode(text)}</p>\n");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string StyleSheet()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
