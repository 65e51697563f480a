using Spectre.Console;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>The outcome on the console: a row for each client group and phase, and what casts doubt on it.</summary>
internal sealed class ResultTable(IAnsiConsole console)
{
    public void Write(RunResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("clients").AddColumn("phase");
        foreach (ResultColumn column in ResultColumn.Console)
        {
            table.AddColumn(new TableColumn(column.Heading).RightAligned().NoWrap());
        }

        foreach (GroupResult group in result.Groups)
        {
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                TallyFigures figures = group.Phases[phase];
                string name = phase == 0 ? group.Group.Name : "";
                table.AddRow(
                [
                    Markup.Escape(name),
                    Markup.Escape(result.Plan.Phases[phase].Name),
                    .. ResultColumn.Console.Select(column => Markup.Escape(column.Value(figures))),
                ]);
            }

            table.AddEmptyRow();
        }

        table.RemoveRow(table.Rows.Count - 1);
        console.Write(table);
        foreach (string remark in ResultRemarks.Of(result))
        {
            console.MarkupLineInterpolated($"[yellow]{remark}[/]");
        }
    }
}
