using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Progress;

internal sealed class LiveTable(IAnsiConsole console, TimeProvider time) : RunProgress
{
    private const int BarWidth = 40;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    public override async Task FollowAsync(Task run, Func<RunSnapshot> snapshot)
    {
        await console.Live(Render(snapshot())).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false) != run)
            {
                live.UpdateTarget(Render(snapshot()));
            }

            live.UpdateTarget(Render(snapshot()));
        }).ConfigureAwait(false);
        await run.ConfigureAwait(false);
    }

    private static Rows Render(RunSnapshot now)
    {
        int done = (int)(BarWidth * Math.Min(1, now.Elapsed / now.Duration));
        string bar = new string('━', done) + new string('╌', BarWidth - done);
        var table = new Table().Border(TableBorder.Rounded).AddColumn("clients");
        foreach (string heading in (string[])["offered", "ok", "throttled", "retried", "given up", "in flight", "p50", "p99"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (GroupSnapshot group in now.Groups)
        {
            table.AddRow(
                Markup.Escape($"{group.Group.Name} ({group.Group.Region})"),
                Number(group.Totals.Offered),
                Number(group.Totals.Ok),
                Number(group.Totals.Throttled),
                Number(group.Totals.Retried),
                Number(group.Totals.GivenUp),
                Number(group.InFlight),
                Format.Milliseconds(group.Totals.Latency.P50),
                Format.Milliseconds(group.Totals.Latency.P99));
        }

        IRenderable heading1 = new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"{bar}  {now.Elapsed.TotalSeconds:0} / {now.Duration.TotalSeconds:0} s  [bold]{Markup.Escape(now.Phase?.Name ?? "awaiting answers")}[/]"));
        return new Rows(heading1, table);
    }

    private static string Number(long value) => Format.Count(value);
}
