using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>The report of a scenario: words first, then pictures, then figures, then how they came about.</summary>
internal sealed class HtmlReport
{
    private readonly HtmlPage _page;
    private readonly RunResult _result;
    private readonly RunCharts _charts;

    private HtmlReport(RunResult result)
    {
        _result = result;
        _charts = new RunCharts(result);
        _page = new HtmlPage("StsSim load test", result.Options.Scenario.Name, result.Options.Scenario.Shows, result);
    }

    public static string Of(RunResult result)
    {
        var report = new HtmlReport(result);
        report.WriteSummary();
        report.WriteTimelines();
        report.WriteLatency();
        report.WriteAttempts();
        report.WriteTables();
        report.WriteExpectations();
        report._page.Facts(result);
        return report._page.Finish();
    }

    private void WriteSummary()
    {
        _page.BeginSection("In short");
        _page.Paragraph(SummaryInWords.Lead(_result));
        _page.Points(SummaryInWords.Groups(_result));
        foreach (string comparison in SummaryInWords.Comparisons(_result))
        {
            _page.Paragraph(comparison);
        }

        _page.Remarks(_result);
        _page.EndSection();
    }

    private void WriteExpectations()
    {
        if (_result.Expectations.Count == 0)
        {
            return;
        }

        _page.BeginSection("What was expected");
        _page.Paragraph("Judged by the simulator on what it saw of the clients at its own end.");
        _page.BeginTable("Expectations", ["clients", "expectation", "outcome"], ["expected", "observed"]);
        foreach (CheckedExpectation expectation in _result.Expectations)
        {
            _page.Row(expectation.Clients ?? "", [expectation.Text, expectation.Outcome], [expectation.Expected, Format.Figure(expectation.Observed)], "");
        }

        _page.EndTable();
        _page.EndSection();
    }

    private void WriteTimelines()
    {
        _page.BeginSection("What was asked, sent and answered");
        _page.Paragraph("Token buckets are kept per account and region. Each client group signs for a region of its own, with the same credentials: so all have the same quota, and none drinks from another's bucket.");
        _page.Legend(RunCharts.TimelineLegend);
        foreach (GroupResult group in _result.Groups)
        {
            _page.Figure(SummaryInWords.Title(group.Group), _charts.Timeline(group));
        }

        _page.EndSection();
    }

    private void WriteLatency()
    {
        _page.BeginSection("How long callers waited");
        _page.Paragraph("From the moment an invocation should have started to its end, whatever the outcome; a stalled target or a late generator is part of the wait. Axes are logarithmic.");
        _page.Legend(_charts.GroupLegend);
        _page.Figure("p50 over time", _charts.LatencyOverTime("p50", slot => slot.P50));
        _page.Figure("p99 over time", _charts.LatencyOverTime("p99", slot => slot.P99));
        _page.Append($"<div class=\"columns of-{_charts.DistributionColumns}\">\n");
        for (int phase = 0; phase < _result.Plan.Phases.Count; phase++)
        {
            _page.Figure($"By percentile, {_result.Plan.Phases[phase].Name}", _charts.LatencyDistribution(phase));
        }

        _page.Append("</div>\n");
        _page.EndSection();
    }

    private void WriteAttempts()
    {
        _page.BeginSection("Attempts an invocation took");
        _page.Append("<p class=\"legend\">");
        foreach ((string name, string cssClass) in _charts.AttemptsLegend())
        {
            _page.Append($"<span><svg viewBox=\"0 0 22 14\" class=\"key\" aria-hidden=\"true\"><rect x=\"1\" y=\"1\" width=\"20\" height=\"12\" class=\"segment {cssClass}\"/></svg>{HtmlPage.Encode(name)}</span>");
        }

        _page.Append("</p>\n");
        _page.Figure("Invocations by number of attempts, and the amplification", _charts.AttemptsPerInvocation());
        _page.EndSection();
    }

    private void WriteTables()
    {
        _page.BeginSection("Figures");
        _page.Table(_result, "What became of the invocations", ResultColumn.Outcomes, group => SummaryInWords.Title(group.Group));
        _page.Table(_result, "How long they took", ResultColumn.Latencies, group => SummaryInWords.Title(group.Group));
        _page.EndSection();
    }
}
