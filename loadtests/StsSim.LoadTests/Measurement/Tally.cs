using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Measurement;

/// <summary>The counts of one client group over one phase, or over a whole run. Not thread-safe.</summary>
internal sealed class Tally
{
    private readonly LatencyDistribution _fromIntendedStart = LatencyDistribution.Fine();
    private readonly LatencyDistribution _fromSend = LatencyDistribution.Fine();
    private readonly SortedDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, long> _attemptsPerInvocation = [];

    private long _offered;
    private long _dropped;
    private long _ok;
    private long _throttled;
    private long _calls;
    private long _attempts;
    private long _sends;
    private long _retried;
    private long _givenUp;
    private long _heldBack;
    private long _unfinished;

    public void Started() => _offered++;

    public void Dropped()
    {
        _offered++;
        _dropped++;
    }

    public void Ended(Invocation invocation, InvocationOutcome outcome, TimeSpan end)
    {
        _attempts += outcome.Attempts;
        _sends += outcome.Sends;
        _calls += outcome.Calls;
        _retried += Math.Max(0, outcome.Attempts - outcome.Calls);
        _throttled += outcome.Throttles;
        _attemptsPerInvocation[outcome.Attempts] = _attemptsPerInvocation.GetValueOrDefault(outcome.Attempts) + 1;

        // An unfinished call has waited at least this long; to leave it out would flatter the tail.
        _fromIntendedStart.Record(end - invocation.IntendedStart);
        _fromSend.Record(end - invocation.ActualStart);
        switch (outcome.End)
        {
            case InvocationEnd.Ok:
                _ok++;
                break;
            case InvocationEnd.GivenUp:
                _givenUp++;
                break;
            case InvocationEnd.HeldBack:
                _heldBack++;
                break;
            case InvocationEnd.Unfinished:
                _unfinished++;
                break;
            default:
                string code = outcome.ErrorCode ?? "unknown";
                _failures[code] = _failures.GetValueOrDefault(code) + 1;
                break;
        }
    }

    public TallyState State() => new()
    {
        Offered = _offered,
        Dropped = _dropped,
        Ok = _ok,
        Throttled = _throttled,
        Calls = _calls,
        Attempts = _attempts,
        Sends = _sends,
        Retried = _retried,
        GivenUp = _givenUp,
        HeldBack = _heldBack,
        Unfinished = _unfinished,
        Failures = new(_failures),
        AttemptsPerInvocation = new(_attemptsPerInvocation),
        FromIntendedStart = _fromIntendedStart.Recorded(),
        FromSend = _fromSend.Recorded(),
    };

    /// <summary>Adds what another process counted of the same.</summary>
    public void Add(TallyState other)
    {
        _offered += other.Offered;
        _dropped += other.Dropped;
        _ok += other.Ok;
        _throttled += other.Throttled;
        _calls += other.Calls;
        _attempts += other.Attempts;
        _sends += other.Sends;
        _retried += other.Retried;
        _givenUp += other.GivenUp;
        _heldBack += other.HeldBack;
        _unfinished += other.Unfinished;
        foreach ((string code, long count) in other.Failures)
        {
            _failures[code] = _failures.GetValueOrDefault(code) + count;
        }

        foreach ((int attempts, long count) in other.AttemptsPerInvocation)
        {
            _attemptsPerInvocation[attempts] = _attemptsPerInvocation.GetValueOrDefault(attempts) + count;
        }

        _fromIntendedStart.Add(other.FromIntendedStart);
        _fromSend.Add(other.FromSend);
    }

    public TallyFigures Figures() => new()
    {
        Offered = _offered,
        Dropped = _dropped,
        Ok = _ok,
        Throttled = _throttled,
        Calls = _calls,
        Attempts = _attempts,
        Sends = _sends,
        Retried = _retried,
        GivenUp = _givenUp,
        HeldBack = _heldBack,
        Unfinished = _unfinished,
        Failures = new SortedDictionary<string, long>(_failures, StringComparer.Ordinal),
        AttemptsPerInvocation = new SortedDictionary<int, long>(_attemptsPerInvocation),
        Latency = _fromIntendedStart.Figures(),
        ServiceTime = _fromSend.Figures(),
        LatencyCurve = PercentileCurve.Of(_fromIntendedStart),
    };
}
