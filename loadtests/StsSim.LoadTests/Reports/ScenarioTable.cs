using System.Globalization;
using Spectre.Console;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

internal sealed class ScenarioTable(IAnsiConsole console)
{
    public void Write()
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("scenario").NoWrap())
            .AddColumn("what it shows")
            .AddColumn("parameters (--set NAME=VALUE)");
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            string name = scenario == ScenarioCatalog.Default ? $"{scenario.Name} (default)" : scenario.Name;
            table.AddRow(Markup.Escape(name), Markup.Escape(scenario.Shows), Markup.Escape(string.Join('\n', scenario.Parameters.Select(Describe))));
        }

        console.Write(table);
    }

    private static string Describe(ScenarioParameter parameter) =>
        string.Create(CultureInfo.InvariantCulture, $"{parameter.Name}={parameter.Default}: {parameter.Meaning}");
}
