using System.Net;
using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Progress;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>A run whose load several processes drive; the phases are entered here, the figures come together here.</summary>
internal sealed class WorkerRun(IAnsiConsole console, TimeProvider time)
{
    public async Task<RunResult> RunAsync(
        RunOptions options, Uri endpoint, ScenarioPlan plan, PreparedStage stage, IPhaseControl? control, RunFacts facts, CancellationToken interrupted)
    {
        WorkerOptions workers = options.Workers!;
        using var local = new LocalWorkers(time); // ended last: they end by themselves when the coordinator has
        using var coordinator = new WorkerCoordinator(workers.Listen ?? new IPEndPoint(IPAddress.Loopback, 0), workers.Token, time);
        console.MarkupLineInterpolated(workers.Listen is null
            ? (FormattableString)$"Starting {workers.Count} workers."
            : (FormattableString)$"Waiting for {workers.Count} workers at {workers.Listen}.");
        if (workers.Listen is null)
        {
            local.Start(workers.Count, coordinator.Port, workers.Token, options.Clients);
        }

        WorkerGroup[] groups = [.. stage.Groups.Select(group => WorkerGroup.Of(group.Stage))];
        await coordinator.GatherAsync(workers.Count, PlanOf, interrupted).ConfigureAwait(false);

        ClientGroup[] clients = [.. stage.Groups.Select(group => group.Stage.Group)];
        var phases = new PhaseSchedule(plan, control, new RunClock(time));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        Task entering = phases.EnterAsync(over.Token);
        Task<IReadOnlyList<WorkerResult>> driving = coordinator.RunAsync(interrupted);
        try
        {
            await RunProgress.For(console, time).FollowAsync(driving, () => coordinator.Snapshot(plan, clients)).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await entering.ConfigureAwait(false);
        }

        return Merge(options, plan, clients, await driving.ConfigureAwait(false), phases.QuotaChanges, facts, interrupted.IsCancellationRequested);

        WorkerPlan PlanOf(int index) => new(
            index,
            workers.Count,
            endpoint,
            options.Scenario.Name,
            options.Duration,
            options.Rate,
            options.Seed,
            new Dictionary<string, double>(options.Values),
            options.Copies,
            options.Timeout,
            options.WarmUp,
            groups);
    }

    private RunResult Merge(
        RunOptions options,
        ScenarioPlan plan,
        ClientGroup[] clients,
        IReadOnlyList<WorkerResult> results,
        IReadOnlyList<QuotaChange> quotaChanges,
        RunFacts facts,
        bool wasInterrupted)
    {
        GroupResult[] groups =
        [
            .. clients.Select((client, index) =>
            {
                var together = new GroupMeasurements(plan, new RunClock(time));
                foreach (WorkerResult worker in results)
                {
                    together.Add(worker.Groups[index]);
                }

                return together.Result(client);
            }),
        ];
        var elapsed = TimeSpan.FromSeconds(results.Max(worker => worker.ElapsedSeconds));
        double cpuShare = results.Sum(worker => worker.CpuSeconds) / (elapsed.TotalSeconds * Environment.ProcessorCount);
        return new RunResult
        {
            Options = options,
            Plan = plan,
            Groups = groups,
            IssuedKeys = new IssuedKeysFigures(
                results.Sum(worker => worker.KeysIssued), results.Sum(worker => worker.KeysCompared), results.Sum(worker => worker.KeysDistinct)),
            QuotaChanges = quotaChanges,
            Generator = GeneratorHealth.Of(groups, cpuShare),
            Facts = facts with { Sdks = [.. clients.Select((client, index) => new GroupSdk(client.Name, SdksOf(results, index)))] },
            Interrupted = wasInterrupted,
            Elapsed = elapsed,
        };
    }

    // What workers of other machines have there need not be what this one has.
    private static string? SdksOf(IReadOnlyList<WorkerResult> results, int group) =>
        results.Select(worker => worker.Sdks[group]).Distinct().ToArray() is [var same]
            ? same
            : string.Join(" and ", results.Select(worker => worker.Sdks[group] ?? "none").Distinct().Order(StringComparer.Ordinal));
}
