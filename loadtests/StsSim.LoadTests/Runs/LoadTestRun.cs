using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>One run: all client groups side by side under one plan and one clock.</summary>
internal sealed class LoadTestRun : IDisposable
{
    /// <summary>How long answers are awaited after the last arrival; longer than the SDK's longest backoff.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan DrainLimitWhenInterrupted = TimeSpan.FromSeconds(1);

    private readonly ScenarioPlan _plan;
    private readonly IPhaseControl? _control;
    private readonly TimeSpan _drainLimit;
    private readonly TimeProvider _time;
    private readonly RunClock _clock;
    private readonly IssuedKeys _issuedKeys = new();
    private readonly List<QuotaChange> _quotaChanges = [];
    private readonly GroupRun[] _groups;
    private readonly CancellationTokenSource _drained = new();

    /// <param name="quotas">What the plan's quotas and faults are set with; null where it has none, or where another process sets them.</param>
    /// <param name="drainLimit">How long answers are awaited after the last arrival; null for as long as a backoff may take.</param>
    public LoadTestRun(
        Scenario scenario,
        ScenarioPlan plan,
        IReadOnlyList<PreparedGroup> groups,
        IPhaseControl? quotas,
        TimeProvider time,
        TimeSpan? drainLimit = null,
        WorkerShare? share = null)
    {
        _drainLimit = drainLimit ?? LongestDrain;
        _plan = plan;
        _control = quotas;
        _time = time;
        _clock = new RunClock(time);
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
        Task phases = EnterPhasesAsync(stop.Token);
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

    public IReadOnlyList<QuotaChange> QuotaChanges => _quotaChanges;

    public IssuedKeysFigures IssuedKeys => _issuedKeys.Figures();

    public IReadOnlyList<GroupResult> Results() => [.. _groups.Select(group => group.Result())];

    public void Dispose() => _drained.Dispose();

    /// <summary>The first phase is in place before the clock starts; the others follow at their starts.</summary>
    private async Task EnterPhasesAsync(CancellationToken stop)
    {
        if (_control is null)
        {
            return;
        }

        try
        {
            foreach (Phase phase in _plan.Phases.Skip(1))
            {
                await _clock.DelayUntilAsync(phase.Start, stop).ConfigureAwait(false);
                await _control.EnterAsync(phase, stop).ConfigureAwait(false);
                if (phase.Quota is not null)
                {
                    _quotaChanges.Add(new QuotaChange(phase, _clock.Elapsed));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped early; what was changed is put back by whoever began.
        }
        catch (HttpRequestException refusal)
        {
            throw new CannotRunException($"The control API refused what {_plan.Phases[0].Name} and the phases after it need: {refusal.Message.TrimEnd('.')}.", refusal);
        }
    }

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
