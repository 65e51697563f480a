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

    private readonly ClientGroup _group;
    private readonly ICaller _client;
    private readonly GroupMeasurements _measurements;
    private readonly IssuedKeys _issuedKeys;
    private readonly OpenModelInjector _injector;
    private readonly ArrivalSchedule _schedule;
    private readonly FederatedUserNames _names;

    public GroupRun(
        ClientGroup group,
        ICaller client,
        double rate,
        int seed,
        ScenarioPlan plan,
        int index,
        RunClock clock,
        IssuedKeys issuedKeys)
    {
        _group = group;
        _client = client;
        _issuedKeys = issuedKeys;
        _measurements = new GroupMeasurements(plan, clock);
        int bound = (int)Math.Clamp(rate * SecondsOfCallsInFlight, FewestInFlight, MostInFlight);
        _injector = new OpenModelInjector(clock, bound);

        // The same seed for every group's arrivals: all face the very same load. Names differ, as callers do.
        _schedule = new ArrivalSchedule(plan.Load, plan.Spacing, seed);
        _names = new FederatedUserNames(unchecked(seed + 1 + index));
    }

    public Task Idle => _injector.Idle;

    public Task InjectAsync(CancellationToken stop, CancellationToken cancelCalls) => _injector.RunAsync(
        _schedule.IntendedStarts(),
        invocation => InvokeAsync(invocation, cancelCalls),
        _measurements.Dropped,
        stop);

    public GroupSnapshot Snapshot() => new(_group, _measurements.Totals(), _injector.InFlight);

    public GroupResult Result() => _measurements.Result(_group);

    private async Task InvokeAsync(Invocation invocation, CancellationToken cancelCalls)
    {
        _measurements.Started(invocation);
        InvocationOutcome outcome =
            await _client.InvokeAsync(_names.Next(), _measurements, cancelCalls).ConfigureAwait(false);
        _measurements.Ended(invocation, outcome);
        if (outcome.AccessKeyId is not null)
        {
            _issuedKeys.Add(outcome.AccessKeyId);
        }
    }
}
