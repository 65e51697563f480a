using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.Runs;

/// <summary>One run: all client groups side by side under one plan and one clock.</summary>
internal sealed class LoadTestRun : IDisposable
{
    /// <summary>How long answers are awaited after the last arrival; longer than the SDK's longest backoff.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan DrainLimitWhenInterrupted = TimeSpan.FromSeconds(1);

    private readonly ScenarioPlan _plan;
    private readonly PhaseSchedule _schedule;
    private readonly TimeSpan _drainLimit;
    private readonly TimeProvider _time;
    private readonly RunClock _clock;
    private readonly IssuedKeys _issuedKeys = new();
    private readonly GroupRun[] _groups;
    private readonly CancellationTokenSource _drained = new();

    /// <param name="control">What the plan's quotas and faults are set with; null where it has none, or where another process sets them.</param>
    /// <param name="drainLimit">How long answers are awaited after the last arrival; null for as long as a backoff may take.</param>
    public LoadTestRun(
        Scenario scenario,
        ScenarioPlan plan,
        IReadOnlyList<PreparedGroup> groups,
        IPhaseControl? control,
        TimeProvider time,
        TimeSpan? drainLimit = null,
        WorkerShare? share = null)
    {
        _drainLimit = drainLimit ?? LongestDrain;
        _plan = plan;
        _time = time;
        _clock = new RunClock(time);
        _schedule = new PhaseSchedule(plan, control, _clock);
        _groups = [.. groups.Select(group => new GroupRun(scenario, group, plan, share ?? WorkerShare.Whole, _clock, _issuedKeys))];
    }

    public RunSnapshot Snapshot()
    {
        TimeSpan elapsed = _clock.Elapsed;
        Phase? phase = elapsed < _plan.Duration ? _plan.Phases[_plan.PhaseAt(elapsed)] : null;
        return new RunSnapshot(elapsed, _plan.Duration, phase, [.. _groups.Select(group => group.Snapshot())]);
    }

    /// <summary>Runs to the end, or until <paramref name="interrupted"/>; either way what was measured is kept.</summary>
    public async Task RunAsync(CancellationToken interrupted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        Task[] offers = [.. _groups.Select(group => group.OfferAsync(stop.Token, _drained.Token))];
        Task phases = _schedule.EnterAsync(stop.Token);
        try
        {
            Task first = await Task.WhenAny(Task.WhenAll(offers), phases).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            await Task.WhenAll([.. offers, phases]).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await DrainAsync(interrupted).ConfigureAwait(false);
        }

        Elapsed = _clock.Elapsed;
    }

    public TimeSpan Elapsed { get; private set; }

    public IReadOnlyList<QuotaChange> QuotaChanges => _schedule.QuotaChanges;

    public IssuedKeysFigures IssuedKeys => _issuedKeys.Figures();

    /// <summary>Of each group, for another process to add to.</summary>
    public IReadOnlyList<GroupState> States() => [.. _groups.Select(group => group.Measurements.State())];

    /// <summary>Of each group, how far it has come.</summary>
    public IReadOnlyList<WorkerProgress> Progress() => [.. _groups.Select(group => new WorkerProgress(group.Measurements.TotalState(), group.Snapshot().InFlight))];

    public IReadOnlyList<GroupResult> Results() => [.. _groups.Select(group => group.Result())];

    public void Dispose() => _drained.Dispose();

    private async Task DrainAsync(CancellationToken interrupted)
    {
        Task idle = Task.WhenAll(_groups.Select(group => group.Idle));
        try
        {
            await idle.WaitAsync(_drainLimit, _time, interrupted).ConfigureAwait(false);
            return;
        }
        catch (TimeoutException)
        {
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(idle, Task.Delay(DrainLimitWhenInterrupted, _time, CancellationToken.None))
                .ConfigureAwait(false);
        }

        await _drained.CancelAsync().ConfigureAwait(false);
        await idle.ConfigureAwait(false);
    }
}
