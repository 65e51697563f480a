using System.Globalization;
using System.Text;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>
/// A report as one page that opens without a network: words first, then the picture, then expectations and figures. It is
/// read as well in black and white, and whatever somebody has named something is text to it.
/// </summary>
internal sealed class ReportPage
{
    private readonly StringBuilder _page = new();
    private readonly ExperimentReport _report;

    private ReportPage(ExperimentReport report) => _report = report;

    public static string Of(ExperimentReport report)
    {
        var page = new ReportPage(report);
        page.WriteHead();
        page.WriteSummary();
        page.WriteTimeline();
        page.WriteExpectations();
        page.WriteFigures();
        page.WritePhases();
        return page._page.Append("</main></body></html>\n").ToString();
    }

    private void WriteHead() => _page.Append(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Encode(_report.Definition.Name)}</title>
        <style>
        {StyleSheet()}</style>
        </head>
        <body><main>
        <header>
        <p class="kind">StsSim experiment, {Encode(ReportJson.NameOf(_report.State))}</p>
        <h1>{Encode(_report.Definition.Name)}</h1>
        <p>{Encode(_report.Definition.Description ?? "")}</p>
        <p class="when">{Encode(ReportWords.Circumstances(_report))}</p>
        </header>

        """);

    private void WriteSummary()
    {
        _page.Append("<section><h2>In short</h2>\n");
        foreach (string sentence in ReportWords.Summary(_report))
        {
            _page.Append($"<p>{Encode(sentence)}</p>\n");
        }

        _page.Append("<ul>\n");
        foreach ((string phase, string sentence) in ReportWords.Phases(_report))
        {
            _page.Append($"<li><strong>{Encode(phase)}:</strong> {Encode(sentence)}</li>\n");
        }

        _page.Append($"</ul>\n<p>What each client made of it, how it retried and whether it should: <code>/_stssim/report?experiment={Encode(_report.Id)}</code></p></section>\n");
    }

    private void WriteTimeline() => _page.Append(
        $"<section><h2>What was asked and answered</h2>\n<figure>{ReportChart.Of(_report)}<figcaption>Requests a second, each in the slot of {Seconds(_report.SlotWidth.TotalSeconds)} in which it arrived. Failed are errors and abandoned requests.</figcaption></figure></section>\n");

    private void WriteExpectations()
    {
        _page.Append("<section><h2>Expectations</h2>\n");
        if (_report.Expectations.Count == 0)
        {
            _page.Append("<p>None were stated.</p></section>\n");
            return;
        }

        _page.Append("<div class=\"scroll\"><table><thead><tr><th>Expectation</th><th class=\"number\">Observed</th><th>Outcome</th></tr></thead><tbody>\n");
        foreach (CheckedExpectation expectation in _report.Expectations)
        {
            string outcome = ReportJson.NameOf(expectation.Outcome);
            _page.Append($"<tr class=\"{outcome}\"><td><code>{Encode(expectation.Text)}</code></td><td class=\"number\">{Number(expectation.Observed)}</td><td>{outcome}</td></tr>\n");
        }

        _page.Append("</tbody></table></div></section>\n");
    }

    private void WriteFigures()
    {
        _page.Append("<section><h2>Figures</h2>\n<div class=\"scroll\"><table><thead><tr><th>Figure</th>");
        foreach (ReportedPhase phase in _report.Phases)
        {
            _page.Append($"<th class=\"number\">{Encode(phase.Definition.Name)}</th>");
        }

        _page.Append("<th class=\"number\">* (whole run)</th></tr></thead><tbody>\n");
        foreach (Figure figure in Enum.GetValues<Figure>())
        {
            _page.Append($"<tr><th>{ReportJson.NameOf(figure)}</th>");
            foreach (PhaseFigures figures in _report.Phases.Select(phase => phase.Figures).Append(_report.Figures))
            {
                _page.Append($"<td class=\"number\">{Number(figures[figure])}</td>");
            }

            _page.Append("</tr>\n");
        }

        _page.Append("</tbody></table></div></section>\n");
    }

    private void WritePhases()
    {
        _page.Append("<section><h2>Phases</h2>\n<div class=\"scroll\"><table><thead><tr><th>Phase</th><th>State</th><th class=\"number\">Planned</th><th>Began</th><th>Ended</th><th></th></tr></thead><tbody>\n");
        foreach (ReportedPhase phase in _report.Phases)
        {
            _page.Append(
                $"<tr><th>{Encode(phase.Definition.Name)}</th><td>{ReportJson.NameOf(phase.State)}</td><td class=\"number\">{Seconds(phase.Definition.Duration.TotalSeconds)}</td><td>{Time(phase.StartedAt)}</td><td>{Time(phase.EndedAt)}</td><td>{Encode(phase.Definition.Description ?? "")}</td></tr>\n");
        }

        _page.Append("</tbody></table></div></section>\n");
    }

    private static string StyleSheet()
    {
        using Stream file = typeof(ReportPage).Assembly.GetManifestResourceStream("experiment-report.css")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    private static string Number(double? figure) => figure?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "–";

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:#,0.###} s");

    private static string Time(DateTimeOffset? time) => time?.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "–";

    private static string Encode(string text) => Markup.Encode(text);
}
