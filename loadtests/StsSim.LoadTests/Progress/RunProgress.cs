using Spectre.Console;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Progress;

/// <summary>Shows a run while it goes on.</summary>
internal abstract class RunProgress
{
    /// <summary>A terminal gets a table that refreshes itself; a file or a pipe gets lines.</summary>
    public static RunProgress For(IAnsiConsole console, TimeProvider time) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? new LiveTable(console, time)
            : new ProgressLines(console, time);

    /// <summary>Returns, or throws, as the run does.</summary>
    public abstract Task FollowAsync(Task run, Func<RunSnapshot> snapshot);
}
