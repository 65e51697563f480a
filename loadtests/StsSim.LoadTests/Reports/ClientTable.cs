using Spectre.Console;
using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Reports;

/// <summary>The kinds of clients on the console, with what this machine lacks for them.</summary>
internal sealed class ClientTable(IAnsiConsole console)
{
    public void Write()
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("client").AddColumn("what it is").AddColumn("runs here");
        foreach (ClientKind kind in ClientCatalog.All)
        {
            table.AddRow(Markup.Escape(kind.Name), Markup.Escape(kind.Does), Markup.Escape(kind.Missing() is { } missing ? $"no: {missing}" : "yes"));
        }

        console.Write(table);
    }
}
