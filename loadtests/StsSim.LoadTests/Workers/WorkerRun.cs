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
internal sealed class WorkerRun : IDisposable
{
    // Besides the load that is offered beforehand: clients are made and warmed, some in processes of their own.
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(5);

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _time;
    private readonly WorkerCoordinator _coordinator;
    private readonly LocalWorkers? _local;

    private WorkerRun(WorkerOptions workers, IReadOnlyList<ClientKind> kinds, IAnsiConsole console, TimeProvider time)
    {
        _console = console;
        _time = time;
        _coordinator = new WorkerCoordinator(workers.Listen ?? new IPEndPoint(IPAddress.Loopback, 0), workers.Token, time, Tell);
        _local = workers.Listen is null ? new LocalWorkers(time) : null;
        _local?.Start(workers.Count, _coordinator.Port, workers.Token, kinds);

        // To be read where a run is followed from its log: who is missing, and who came too late.
        void Tell(string sentence)
        {
            if (workers.Listen is not null)
            {
                console.MarkupLineInterpolated($"{sentence}");
            }
        }
    }

    /// <summary>Waits for the workers. To be done first: what a run needs for itself is lent to it for a time only.</summary>
    /// <param name="kinds">The clients of the run: workers of this machine are told how the user's own among them are started.</param>
    public static async Task<WorkerRun> GatherAsync(
        WorkerOptions workers, IReadOnlyList<ClientKind> kinds, IAnsiConsole console, TimeProvider time, CancellationToken interrupted)
    {
        console.MarkupLineInterpolated(workers.Listen is null
            ? (FormattableString)$"Starting {workers.Count} workers."
            : (FormattableString)$"Waiting for {workers.Count} workers at {workers.Listen}, for {workers.JoinTimeout.TotalMinutes:0.##} minutes at most.");
        var run = new WorkerRun(workers, kinds, console, time);
        try
        {
            await run._coordinator.GatherAsync(workers.Count, workers.JoinTimeout, interrupted).ConfigureAwait(false);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    public async Task<RunResult> RunAsync(
        RunOptions options, Uri endpoint, ScenarioPlan plan, PreparedStage stage, IPhaseControl? control, RunFacts facts, CancellationToken interrupted)
    {
        int count = options.Workers!.Count;
        WorkerGroup[] groups = [.. stage.Groups.Select(group => WorkerGroup.Of(group.Stage))];
        await _coordinator.BriefAsync(PlanOf, ReadyLimit + options.WarmUp, interrupted).ConfigureAwait(false);

        ClientGroup[] clients = [.. stage.Groups.Select(group => group.Stage.Group)];
        var phases = new PhaseSchedule(plan, control, new RunClock(_time));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        Task entering = phases.EnterAsync(over.Token);
        Task<IReadOnlyList<WorkerResult>> driving = _coordinator.RunAsync(interrupted);
        try
        {
            await RunProgress.For(_console, _time).FollowAsync(driving, () => _coordinator.Snapshot(plan, clients)).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
        }

        await entering.ConfigureAwait(false);
        if (_coordinator.Deserter is { } deserter)
        {
            _console.MarkupLineInterpolated($"[yellow]{deserter} was interrupted before the load was over, so the other workers were stopped.[/]");
        }

        bool wasInterrupted = interrupted.IsCancellationRequested || _coordinator.Deserter is not null;
        return Merge(options, plan, clients, await driving.ConfigureAwait(false), phases.QuotaChanges, facts, wasInterrupted);

        WorkerPlan PlanOf(int index) => new(
            index,
            count,
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

    public void Dispose()
    {
        // Workers end when their coordinator is gone.
        _coordinator.Dispose();
        _local?.Dispose();
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
                var together = new GroupMeasurements(plan, new RunClock(_time));
                foreach (WorkerResult worker in results)
                {
                    together.Add(worker.Groups[index]);
                }

                return together.Result(client);
            }),
        ];
        var elapsed = TimeSpan.FromSeconds(results.Max(worker => worker.ElapsedSeconds));
        int processors = _local is null ? results.Sum(worker => worker.Processors) : Environment.ProcessorCount;
        double cpuShare = results.Sum(worker => worker.CpuSeconds) / (elapsed.TotalSeconds * processors);
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
