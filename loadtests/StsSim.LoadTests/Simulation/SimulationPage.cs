using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Simulation;

/// <summary>The report of a what-if, made of the same parts as that of a run.</summary>
internal sealed class SimulationPage
{
    private readonly FleetParameters _fleet;
    private readonly IReadOnlyList<FleetResult> _results;
    private readonly IReadOnlyList<GroupResult> _groups;
    private readonly ScenarioPlan _plan;
    private readonly RunCharts _charts;
    private readonly HtmlPage _page;

    private SimulationPage(FleetParameters fleet, IReadOnlyList<FleetResult> results, DateTimeOffset made)
    {
        _fleet = fleet;
        _results = results;
        _groups = [.. results.Select(result => result.Measured)];
        _plan = FleetPlan.Of(fleet);
        _charts = new RunCharts(_plan, _groups, fleet.Duration);
        _page = new HtmlPage(
            "StsSim what-if",
            "simulate",
            "What a fleet would do to STS, and STS to the fleet, reckoned in virtual time by the rules of its SDKs: no request was sent.",
            made,
            $"virtual time · seed {fleet.Seed}");
    }

    public static string Of(FleetParameters fleet, IReadOnlyList<FleetResult> results, DateTimeOffset made)
    {
        var page = new SimulationPage(fleet, results, made);
        page.WriteSummary();
        page.WritePodsWithout();
        page.WriteTimelines();
        page.WriteLatency();
        page.WriteAttempts();
        page.WriteFigures();
        page.WriteModel();
        return page._page.Finish();
    }

    private void WriteSummary()
    {
        _page.BeginSection("In short");
        _page.Paragraph(SimulationInWords.Lead(_fleet));
        _page.Points(_results.Select(result => (result.Group.Name, SimulationInWords.Answer(_fleet, result))));
        _page.EndSection();
    }

    private void WritePodsWithout()
    {
        _page.BeginSection("Pods without credentials");
        _page.Paragraph("The most pods at one moment that had no session to work with, within each stretch of the chart.");
        _page.Legend(_charts.GroupLegend);
        _page.Figure("Pods without credentials", _charts.CountOverTime(
            "Pods without credentials over time, for each fleet",
            "pods",
            [.. _results.Select(result => result.Figures.MostPodsWithoutBySlot)]));
        _page.EndSection();
    }

    private void WriteTimelines()
    {
        _page.BeginSection("What was asked, sent and answered");
        _page.Paragraph("Each fleet had an STS to itself, with a quota of its own. An invocation is one call for a session, with its retries. Rates are means over each stretch of the chart; the highest of a single second is among the figures.");
        _page.Legend(RunCharts.TimelineLegend);
        foreach (GroupResult group in _groups)
        {
            _page.Figure(group.Group.Name, _charts.Timeline(group));
        }

        _page.EndSection();
    }

    private void WriteLatency()
    {
        _page.BeginSection("How long a call for a session took");
        _page.Paragraph("From the call to its end, retries included, whatever the outcome. Axes are logarithmic.");
        _page.Legend(_charts.GroupLegend);
        _page.Figure("p99 over time", _charts.LatencyOverTime("p99", slot => slot.P99));
        _page.Append($"<div class=\"columns of-{_charts.DistributionColumns}\">\n");
        for (int phase = 0; phase < _plan.Phases.Count; phase++)
        {
            _page.Figure($"By percentile, {_plan.Phases[phase].Name}", _charts.LatencyDistribution(phase));
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

    private void WriteFigures()
    {
        _page.BeginSection("Figures");
        _page.BeginTable("The fleets side by side", ["figure"], [.. _results.Select(result => result.Group.Name)]);
        foreach (FleetColumn column in FleetColumn.All)
        {
            _page.Row(column.Heading, [], [.. _results.Select(column.Value)], "");
        }

        _page.EndTable();
        _page.Meanings(FleetColumn.All.Select(column => (column.Heading, column.Meaning)));
        FiguresTable.Write(_page, _plan, _groups, "What became of the invocations", ResultColumn.Outcomes, group => group.Group.Name);
        _page.EndSection();
    }

    private void WriteModel()
    {
        _page.BeginSection("The model");
        _page.Facts(
        [
            ("Command", SimulationCommandLine.Of(_fleet)),
            ("STS", $"a token bucket of {Format.Rate(_fleet.Quota.RequestsPerSecond)} with a burst of {Format.Figure(_fleet.Quota.Burst)}; answers after {SimulationInWords.Span(_fleet.ServiceLatency)} at the median, lognormally"),
            ("Pods", "each is a process with one client of its own; each use of its session may find that renewal is due"),
            .. _results.SelectMany(result => (IEnumerable<(string, string)>)
            [
                ($"{result.Group.Name} retries by", $"{result.Group.Retries.Name}: {result.Group.Retries.Source}"),
                ($"{result.Group.Name} renews by", $"{result.Group.Refresh.Name}: {result.Group.Refresh.Source}"),
            ]),
            ("Left out", "connections, the time that clients themselves take, and pods that fail for want of credentials"),
            ("Events", Format.Count(_results.Sum(result => result.Figures.Events))),
        ]);
        _page.EndSection();
    }
}
