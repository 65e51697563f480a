using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Reports;

/// <summary>What was expected of each client group, and what the simulator observed, on the console.</summary>
internal sealed class ExpectationsTable(IAnsiConsole console)
{
    public void Write(ExperimentResult result)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn("clients")
            .AddColumn("expectation")
            .AddColumn(new TableColumn("observed").RightAligned())
            .AddColumn("outcome");
        foreach ((GroupResult group, ExperimentReport report) in result.Groups)
        {
            string clients = result.IsJudged(group) ? group.Group.Name : $"{group.Group.Name} (not judged)";
            foreach (CheckedExpectation expectation in report.Expectations)
            {
                table.AddRow(
                    Markup.Escape(clients),
                    Markup.Escape(expectation.Text),
                    Format.Figure(expectation.Observed),
                    expectation.Held ? expectation.Outcome : $"[bold]{Markup.Escape(expectation.Outcome)}[/]");
                clients = "";
            }
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }
    }
}
