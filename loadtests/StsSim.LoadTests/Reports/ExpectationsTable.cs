using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>What was expected of each client group, and what the simulator observed, on the console.</summary>
internal sealed class ExpectationsTable(IAnsiConsole console)
{
    /// <summary>Those of a scenario, which are about all of its clients.</summary>
    public void Write(RunResult result)
    {
        Table table = Begin();
        foreach (CheckedExpectation expectation in result.Expectations)
        {
            Write(table, expectation.Clients ?? "", expectation);
        }

        End(table);
    }

    public void Write(ExperimentResult result)
    {
        Table table = Begin();
        foreach ((GroupResult group, ExperimentReport report) in result.Groups)
        {
            string clients = result.IsJudged(group) ? group.Group.Name : $"{group.Group.Name} (not judged)";
            foreach (CheckedExpectation expectation in report.Expectations)
            {
                Write(table, clients, expectation);
                clients = "";
            }
        }

        End(table);
    }

    private static Table Begin() => new Table()
        .Border(TableBorder.Rounded)
        .AddColumn("clients")
        .AddColumn("expectation")
        .AddColumn(new TableColumn("observed").RightAligned())
        .AddColumn("outcome");

    private static void Write(Table table, string clients, CheckedExpectation expectation) => table.AddRow(
        Markup.Escape(clients),
        Markup.Escape(expectation.Text),
        Format.Figure(expectation.Observed),
        expectation.Held ? expectation.Outcome : $"[bold]{Markup.Escape(expectation.Outcome)}[/]");

    private void End(Table table)
    {
        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }
    }
}
