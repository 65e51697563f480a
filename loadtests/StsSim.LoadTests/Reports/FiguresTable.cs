using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>The figures of each group and phase as a table of a page, with what its headings mean.</summary>
internal static class FiguresTable
{
    /// <param name="title">What a group is called.</param>
    public static void Write(
        HtmlPage page,
        ScenarioPlan plan,
        IReadOnlyList<GroupResult> groups,
        string caption,
        IReadOnlyList<ResultColumn> columns,
        Func<GroupResult, string> title)
    {
        page.BeginTable(caption, ["clients", "phase"], [.. columns.Select(column => column.Heading)]);
        foreach (GroupResult group in groups)
        {
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                string clients = phase == 0 ? title(group) : "";
                page.Row(clients, [plan.Phases[phase].Name], [.. columns.Select(column => column.Value(group.Phases[phase]))], phase == 0 ? "first" : "");
            }

            foreach (StepResult step in group.Steps)
            {
                page.Row("", [$"step {step.Step}"], [.. columns.Select(column => column.Value(step.Figures))], "");
            }

            if (group.Phases.Count > 1)
            {
                page.Row("", ["whole run"], [.. columns.Select(column => column.Value(group.Total))], "total");
            }
        }

        page.EndTable();
        page.Meanings(columns.Select(column => (column.Heading, column.Meaning)));
    }
}
