using Spectre.Console;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Progress;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Drives clients that are ready at a target that is, shows it, and says what was measured.</summary>
internal sealed class MeasuredRun(IAnsiConsole console, TimeProvider time)
{
    /// <param name="control">What the phases are entered with; null where they change nothing.</param>
    /// <param name="drainLimit">How long answers are awaited after the last arrival; null for as long as a backoff may take.</param>
    public async Task<RunResult> RunAsync(
        RunOptions options,
        ScenarioPlan plan,
        IReadOnlyList<PreparedGroup> groups,
        IPhaseControl? control,
        RunFacts facts,
        TimeSpan? drainLimit,
        CancellationToken interrupted)
    {
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        using var run = new LoadTestRun(options.Scenario, plan, groups, control, time, drainLimit);
        await RunProgress.For(console, time).FollowAsync(run.RunAsync(interrupted), run.Snapshot).ConfigureAwait(false);

        IReadOnlyList<GroupResult> results = run.Results();
        double cpuShare = (Environment.CpuUsage.TotalTime - cpuBefore) / (run.Elapsed * Environment.ProcessorCount);
        return new RunResult
        {
            Options = options,
            Plan = plan,
            Groups = results,
            IssuedKeys = run.IssuedKeys,
            QuotaChanges = run.QuotaChanges,
            Generator = GeneratorHealth.Of(results, cpuShare),
            Facts = facts,
            Interrupted = interrupted.IsCancellationRequested,
            Elapsed = run.Elapsed,
        };
    }
}
