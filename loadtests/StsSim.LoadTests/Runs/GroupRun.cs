using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>One client group's part in a run.</summary>
internal sealed class GroupRun
{
    // Backoff alone keeps a throttled call in flight for seconds; a tighter bound would turn retries into drops. At
    // high rates the bound is the connections that a stalled target would otherwise collect until it falls over.
    private const double SecondsOfCallsInFlight = 10;
    private const int FewestInFlight = 256;
    private const int MostInFlight = 2_000;

    private readonly Scenario _scenario;
    private readonly PreparedGroup _group;
    private readonly WorkerShare _share;
    private readonly ScenarioPlan _plan;
    private readonly RunClock _clock;
    private readonly GroupMeasurements _measurements;
    private readonly IssuedKeys _issuedKeys;
    private readonly OpenModelInjector _open;
    private readonly ClosedModelRunner _closed;

    public GroupRun(Scenario scenario, PreparedGroup group, ScenarioPlan plan, WorkerShare share, RunClock clock, IssuedKeys issuedKeys)
    {
        _scenario = scenario;
        _group = group;
        _share = share;
        _plan = plan;
        _clock = clock;
        _issuedKeys = issuedKeys;
        _measurements = new GroupMeasurements(plan, clock);
        int bound = (int)Math.Clamp(group.Stage.Settings.Rate * SecondsOfCallsInFlight / share.Count, FewestInFlight, MostInFlight);
        _open = new OpenModelInjector(clock, bound);
        _closed = new ClosedModelRunner(clock);
    }

    public Task Idle => _plan.IsClosed ? _closed.Idle : _open.Idle;

    public GroupMeasurements Measurements => _measurements;

    public Task OfferAsync(CancellationToken stop, CancellationToken cancelCalls)
    {
        if (_plan.IsClosed)
        {
            return _closed.RunAsync(
                [.. _plan.Copies.Select(copies => new SharedCopies(copies, _share))],
                invocation => InvokeAsync(invocation, cancelCalls),
                stop);
        }

        // The same seed for every group's arrivals: all face the very same load.
        var schedule = new ArrivalSchedule(_plan.Arrivals, _plan.Spacing, _group.Stage.Settings.Seed);
        return _open.RunAsync(
            _share.Of(schedule.IntendedStarts()),
            invocation => InvokeAsync(invocation, cancelCalls),
            _measurements.Dropped,
            stop);
    }

    public GroupSnapshot Snapshot() =>
        new(_group.Stage.Group, _measurements.Totals(), _plan.IsClosed ? _closed.InFlight : _open.InFlight);

    public GroupResult Result() => _measurements.Result(_group.Stage.Group);

    private async Task InvokeAsync(Invocation invocation, CancellationToken cancelCalls)
    {
        _measurements.Started(invocation);
        var steps = new MeasuredSteps(this, cancelCalls);
        var iteration = new Iteration(_share.NumberOf(invocation.Number), invocation.IntendedStart, _group.Stage, steps);
        await _scenario.RunAsync(iteration).ConfigureAwait(false);
        _measurements.Ended(invocation, iteration.Outcome!);
    }

    private sealed class MeasuredSteps(GroupRun run, CancellationToken cancelCalls) : IStepRunner
    {
        public async ValueTask<StsReply> SendAsync(string step, StsRequest request)
        {
            TimeSpan start = run._clock.Elapsed;
            StsReply reply = await run._group.Client.SendAsync(request, run._measurements, cancelCalls).ConfigureAwait(false);
            run._measurements.StepEnded(step, start, reply.Outcome);
            if (reply.Outcome.AccessKeyId is { } key)
            {
                run._issuedKeys.Add(key);
            }

            return reply;
        }
    }

    /// <summary>A share of a number of callers.</summary>
    private sealed class SharedCopies(CopiesSimulation whole, WorkerShare share) : CopiesSimulation(whole.During)
    {
        public override int MostCopies => share.Of(whole.MostCopies);

        public override int CopiesAt(TimeSpan moment) => share.Of(whole.CopiesAt(moment));
    }
}
