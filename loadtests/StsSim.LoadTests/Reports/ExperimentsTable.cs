using Spectre.Console;
using StsSim.LoadTests.Experiments;

namespace StsSim.LoadTests.Reports;

internal sealed class ExperimentsTable(IAnsiConsole console)
{
    public void Write()
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(new TableColumn("experiment").NoWrap())
            .AddColumn("what it shows")
            .AddColumn(new TableColumn("takes").RightAligned().NoWrap());
        foreach (string name in ReadyExperiments.Names)
        {
            ExperimentFile experiment = ReadyExperiments.Read(name);
            table.AddRow(Markup.Escape(name), Markup.Escape(experiment.Description), Format.Seconds(experiment.Duration));
        }

        console.Write(table);
    }
}
