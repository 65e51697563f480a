using System.Globalization;
using Spectre.Console;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Progress;

internal sealed class ProgressLines(IAnsiConsole console, TimeProvider time) : RunProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task FollowAsync(Task run, Func<RunSnapshot> snapshot)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask()).ConfigureAwait(false) != run)
        {
            console.Profile.Out.Writer.WriteLine(Line(snapshot()));
        }

        await run.ConfigureAwait(false);
    }

    internal static string Line(RunSnapshot now)
    {
        IEnumerable<string> groups = now.Groups.Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Group.Name}: offered {group.Totals.Offered}, ok {group.Totals.Ok}, throttled {group.Totals.Throttled}, given up {group.Totals.GivenUp}, in flight {group.InFlight}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Elapsed.TotalSeconds,4:0} s  {now.Phase?.Name ?? "awaiting answers",-16}  {string.Join("  |  ", groups)}");
    }
}
