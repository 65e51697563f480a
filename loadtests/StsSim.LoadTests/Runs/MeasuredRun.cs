using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Progress;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Drives clients that are ready at a target that is, shows it, and says what was measured.</summary>
internal sealed class MeasuredRun(IAnsiConsole console, TimeProvider time)
{
    /// <param name="quota">What the plan's quotas are set with; null where it has none.</param>
    /// <param name="drainLimit">How long answers are awaited after the last arrival; null for as long as a backoff may take.</param>
    public async Task<RunResult> RunAsync(
        RunOptions options,
        ScenarioPlan plan,
        IReadOnlyList<(ClientGroup Group, ICaller Client)> clients,
        QuotaControl? quota,
        RunFacts facts,
        TimeSpan? drainLimit,
        CancellationToken interrupted)
    {
        TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
        using var run = new LoadTestRun(options.Rate, options.Seed, plan, clients, quota, time, drainLimit);
        await RunProgress.For(console, time).FollowAsync(run.RunAsync(interrupted), run.Snapshot).ConfigureAwait(false);

        IReadOnlyList<GroupResult> groups = run.Results();
        double cpuShare = (Environment.CpuUsage.TotalTime - cpuBefore) / (run.Elapsed * Environment.ProcessorCount);
        return new RunResult
        {
            Options = options,
            Plan = plan,
            Groups = groups,
            IssuedKeys = run.IssuedKeys,
            QuotaChanges = run.QuotaChanges,
            Generator = GeneratorHealth.Of(groups, cpuShare),
            Facts = facts,
            Interrupted = interrupted.IsCancellationRequested,
            Elapsed = run.Elapsed,
        };
    }
}
