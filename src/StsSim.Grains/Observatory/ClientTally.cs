using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>What is kept of one client of a group, of the same size however much it calls.</summary>
internal sealed class ClientTally(int number, string principal, long firstSeen)
{
    private const int MostSources = 8;
    private const int MostFailures = 4;

    private readonly List<string> _sources = [];
    private readonly List<(ulong Fingerprint, long EndedAt)> _failures = [];
    private string? _experiment;
    private CallsPerHour? _callsInExperiment;

    /// <summary>In its group, from 0.</summary>
    public int Number => number;

    public string Principal => principal;

    /// <summary>In ticks of UTC.</summary>
    public long FirstSeen { get; } = firstSeen;

    public long LastSeen { get; private set; } = firstSeen;

    public long Requests { get; private set; }

    public long Ok { get; private set; }

    public long Throttled { get; private set; }

    public long Failed { get; private set; }

    public long Sessions { get; set; }

    /// <summary>Of invocations that are closed.</summary>
    public InvocationTotals Closed { get; set; }

    /// <summary>Whether the invocation that it ended last was given up.</summary>
    public bool LastWasGivenUp { get; set; }

    public SessionRenewals Renewals { get; } = new();

    public CallsPerHour Calls { get; } = new();

    public int SourceCount => _sources.Count;

    public RetryQuota NewQuota { get; } = RetryQuota.New();

    public RetryQuota OldQuota { get; } = RetryQuota.Old();

    /// <summary>Counts a request.</summary>
    public void Add(ObservedAttempt attempt)
    {
        LastSeen = Math.Max(LastSeen, attempt.ArrivedAt);
        Requests++;
        switch (attempt.Outcome)
        {
            case AttemptOutcome.Ok:
                Ok++;
                break;
            case AttemptOutcome.Throttled:
                Throttled++;
                break;
            default:
                Failed++;
                break;
        }
    }

    /// <summary>An attempt succeeded, be it the first or the retry of one that had failed: the quotas of both rules get tokens back.</summary>
    public void Succeeded(in SeenAttempt attempt, SeenAttempt? failed)
    {
        NewQuota.Succeeded(attempt, failed);
        OldQuota.Succeeded(attempt, failed);
    }

    public void SeenFrom(string source)
    {
        if (_sources.Count < MostSources && !_sources.Contains(source))
        {
            _sources.Add(source);
        }
    }

    public void Called(string operation, long arrivedAt, string? experiment)
    {
        Calls.Add(operation, arrivedAt);
        if (experiment is null)
        {
            return;
        }

        if (_experiment != experiment)
        {
            (_experiment, _callsInExperiment) = (experiment, new CallsPerHour());
        }

        _callsInExperiment!.Add(operation, arrivedAt);
    }

    /// <summary>Its calls in an experiment, where that is the last one it was seen in; or all.</summary>
    public CallsPerHour? CallsIn(string? experiment) => experiment is null ? Calls : experiment == _experiment ? _callsInExperiment : null;

    /// <summary>Notes that the client has heard that a request failed for good.</summary>
    public void GaveUp(ulong fingerprint, long endedAt)
    {
        if (_failures.Count == MostFailures)
        {
            _failures.RemoveAt(0);
        }

        _failures.Add((fingerprint, endedAt));
    }

    /// <summary>Whether the same request failed for good within the second before; each failure is repeated once.</summary>
    public bool Repeats(ulong fingerprint, long arrivedAt)
    {
        for (int i = 0; i < _failures.Count; i++)
        {
            if (_failures[i].Fingerprint == fingerprint && arrivedAt >= _failures[i].EndedAt && arrivedAt - _failures[i].EndedAt < TimeSpan.TicksPerSecond)
            {
                _failures.RemoveAt(i);
                return true;
            }
        }

        return false;
    }
}
