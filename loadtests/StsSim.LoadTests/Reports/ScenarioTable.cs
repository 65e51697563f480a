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
            .AddColumn("what it shows");
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            string name = scenario == ScenarioCatalog.Default ? $"{scenario.Name} (default)" : scenario.Name;
            table.AddRow(Markup.Escape(name), Markup.Escape(scenario.Shows));
        }

        console.Write(table);
    }
}
