using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Reports;

/// <summary>What the pages of scenarios and of experiments have in common: both are about a run.</summary>
internal sealed class RunSections(HtmlPage page, RunResult result)
{
    /// <summary>A page with nothing on it but its heading.</summary>
    public static HtmlPage BeginPage(string kind, string heading, string subject, RunResult result) => new(
        kind, heading, subject, result.Facts.StartedAt, $"{result.Facts.Endpoint} · seed {result.Options.Seed}", result.Interrupted);

    public void Remarks()
    {
        foreach (string remark in ResultRemarks.Of(result))
        {
            page.Paragraph(remark, "remark");
        }
    }

    /// <summary>The figures of each group and phase.</summary>
    /// <param name="title">What a group is called.</param>
    public void Figures(Func<GroupResult, string> title)
    {
        page.BeginSection("Figures");
        FiguresTable.Write(page, result.Plan, result.Groups, "What became of the invocations", ResultColumn.Outcomes, title);
        FiguresTable.Write(page, result.Plan, result.Groups, "How long they took", ResultColumn.Latencies, title);
        page.EndSection();
    }

    /// <summary>What had to hold of the figures; nothing where that was nothing.</summary>
    public void Thresholds()
    {
        if (result.Thresholds.Count == 0)
        {
            return;
        }

        page.BeginSection("Thresholds");
        page.BeginTable("What had to hold of these figures", ["threshold", "outcome", "of"], ["observed"]);
        foreach (CheckedThreshold threshold in result.Thresholds)
        {
            page.Row(threshold.Threshold.Text, [threshold.Held ? "held" : "broken", threshold.Subject], [threshold.ObservedText], "");
        }

        page.EndTable();
        page.EndSection();
    }

    /// <summary>How the simulator judges the clients; nothing where it was not asked.</summary>
    public void Verdicts()
    {
        if (result.Verdicts.Count == 0)
        {
            return;
        }

        page.BeginSection("What the server saw");
        page.Paragraph("Each group of clients by the rules that its SDK documents, put together by the simulator from the requests it got.");
        page.BeginTable("Verdicts", ["clients", "as", "rule", "outcome", "expected", "observed"], []);
        string? before = null;
        foreach (ServerVerdict verdict in result.Verdicts)
        {
            bool isFirst = verdict.Client != before;
            page.Row(isFirst ? verdict.Client : "", [isFirst ? verdict.Sdk : "", verdict.Rule, verdict.Outcome, verdict.Expected, verdict.Observed], [], isFirst ? "first" : "");
            before = verdict.Client;
        }

        page.EndTable();
        page.EndSection();
    }

    public void Facts()
    {
        page.BeginSection("The run");
        page.Facts(FactList.Of(result));
        page.EndSection();
    }
}
