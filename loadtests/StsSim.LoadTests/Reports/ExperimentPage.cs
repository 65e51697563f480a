using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>The report of an experiment: words first, then what was asked and what came of it over time, then the figures, then what was expected.</summary>
internal sealed class ExperimentPage
{
    private readonly ExperimentResult _result;
    private readonly HtmlPage _page;
    private readonly RunSections _run;
    private readonly RunCharts _charts;

    private ExperimentPage(ExperimentResult result)
    {
        ExperimentFile experiment = result.Options.Experiment;
        _result = result;
        _charts = new RunCharts(result.Run.Plan, result.Run.Groups, result.Run.Plan.Duration);
        _page = RunSections.BeginPage("StsSim experiment", experiment.Name, experiment.Description, result.Run);
        _run = new RunSections(_page, result.Run);
    }

    private RunResult Run => _result.Run;

    public static string Of(ExperimentResult result)
    {
        var page = new ExperimentPage(result);
        page.WriteSummary();
        page.WriteTimelines();
        page._run.Figures(group => group.Group.Name);
        page._run.Thresholds();
        page.WriteExpectations();
        page._run.Verdicts();
        page._run.Facts();
        return page._page.Finish();
    }

    private void WriteSummary()
    {
        _page.BeginSection("In short");
        _page.Paragraph(ExperimentInWords.Lead(_result));
        _page.Points(ExperimentInWords.Groups(_result));
        _run.Remarks();
        _page.EndSection();
    }

    private void WriteTimelines()
    {
        _page.BeginSection("What was asked, sent and answered");
        _page.Paragraph("Goodput is what is ok: successes that the client saw, in the second in which it saw them. Attempts are what the server has to bear. Each group had an account of its own, with the experiment in it, so none felt another.");
        _page.Legend(RunCharts.TimelineLegend);
        foreach (GroupResult group in Run.Groups)
        {
            _page.Figure(group.Group.Name, _charts.Timeline(group));
        }

        _page.Points(_result.Options.Experiment.Phases
            .Where(phase => phase.Description is not null)
            .Select(phase => (phase.Name, phase.Description!)));
        _page.EndSection();
    }

    private void WriteExpectations()
    {
        _page.BeginSection("What was expected");
        _page.Paragraph("Judged by the simulator on what it saw at its own end: requests, not invocations, and as ok only what was delivered to a client that still waited.");
        _page.BeginTable("Expectations", ["clients", "expectation", "outcome"], ["expected", "observed"]);
        foreach ((GroupResult group, ExperimentReport report) in _result.Groups)
        {
            string clients = _result.IsJudged(group) ? group.Group.Name : $"{group.Group.Name} (not judged)";
            string cssClass = "first";
            foreach (CheckedExpectation expectation in report.Expectations)
            {
                _page.Row(clients, [expectation.Text, expectation.Outcome], [expectation.Expected, Format.Figure(expectation.Observed)], cssClass);
                clients = "";
                cssClass = "";
            }
        }

        _page.EndTable();
        _page.EndSection();
    }
}
