using Spectre.Console;

namespace StsSim.LoadTests.Simulation;

/// <summary>The answer on the console: a sentence for each fleet, and the figures side by side.</summary>
internal sealed class SimulationTable(IAnsiConsole console)
{
    public void Write(FleetParameters parameters, IReadOnlyList<FleetResult> results)
    {
        foreach (FleetResult result in results)
        {
            console.MarkupLineInterpolated($"{SimulationInWords.Answer(parameters, result)}");
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[dim]{SimulationInWords.Lead(parameters)}[/]");

        // Fleets are few and figures are many, so the figures are the rows.
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (FleetResult result in results)
        {
            table.AddColumn(new TableColumn(Markup.Escape(result.Group.Name)).RightAligned());
        }

        foreach (FleetColumn column in FleetColumn.All)
        {
            table.AddRow([column.Heading, .. results.Select(result => Markup.Escape(column.Value(result)))]);
        }

        console.Write(table);
    }
}
