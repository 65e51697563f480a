using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>The report of a scenario: words first, then pictures, then figures, then how they came about.</summary>
internal sealed class HtmlReport
{
    private readonly HtmlPage _page;
    private readonly RunSections _run;
    private readonly RunResult _result;
    private readonly RunCharts _charts;

    private HtmlReport(RunResult result)
    {
        _result = result;
        _charts = new RunCharts(result.Plan, result.Groups);
        _page = RunSections.BeginPage("StsSim load test", result.Options.Scenario.Name, result.Options.Scenario.Shows, result);
        _run = new RunSections(_page, result);
    }

    public static string Of(RunResult result)
    {
        var report = new HtmlReport(result);
        report.WriteSummary();
        report.WriteTimelines();
        report.WriteLatency();
        report.WriteAttempts();
        report._run.Figures(group => SummaryInWords.Title(group.Group));
        report._run.Thresholds();
        report.WriteExpectations();
        report._run.Verdicts();
        report._run.Facts();
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

        _run.Remarks();
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
        _page.Paragraph(_result.Options.Scenario.Needs == ScenarioNeeds.LeasedAccounts
            ? "Each client group had accounts of its own, lent for this run: so all had the same quota, and none drank from another's bucket."
            : "Token buckets are kept per account and region. Each client group signs for a region of its own, with the same credentials: so all have the same quota, and none drinks from another's bucket.");
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
        _page.Paragraph(_result.Plan.IsClosed
            ? "From the start of an invocation to its end, whatever the outcome. Callers wait for their answers here (closed model): when the target stalls, they ask for less, and these figures do not show it. Axes are logarithmic."
            : "From the moment an invocation should have started to its end, whatever the outcome; a stalled target or a late generator is part of the wait. Axes are logarithmic.");
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
        _page.AttemptsLegend(_charts.AttemptsLegend());
        _page.Figure("Invocations by number of attempts, and the amplification", _charts.AttemptsPerInvocation());
        _page.EndSection();
    }
}
