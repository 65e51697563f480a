using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>Makes rates of counts that are read once a second.</summary>
internal sealed class LoadMeter(TimeProvider time)
{
    // Retries come seconds after their invocation: in a single second the two say little of each other.
    private const int ReadingsOfAmplification = 10;

    private readonly Queue<LoadTotals> _earlier = [];
    private Dictionary<string, long> _requestsByGroup = [];
    private LoadTotals _last;
    private long _readAt;

    /// <summary>Takes what has been counted by now.</summary>
    public LoadRates? Read(IReadOnlyList<ClientGroupGlance> groups)
    {
        var totals = LoadTotals.Of(groups);
        long now = time.GetTimestamp();
        double seconds = time.GetElapsedTime(_readAt, now).TotalSeconds;
        LoadRates? rates = _earlier.Count > 0 && seconds > 0
            ? new LoadRates(seconds, totals.Since(_last), totals.Since(_earlier.Peek()).Amplification, SinceByGroup(groups))
            : null;

        _earlier.Enqueue(totals);
        if (_earlier.Count > ReadingsOfAmplification)
        {
            _earlier.Dequeue();
        }

        _requestsByGroup = groups.ToDictionary(group => group.Group.Key, group => group.Requests);
        (_last, _readAt) = (totals, now);
        return rates;
    }

    private Dictionary<string, long> SinceByGroup(IReadOnlyList<ClientGroupGlance> groups) => groups.ToDictionary(
        group => group.Group.Key,
        group => group.Requests - (_requestsByGroup.TryGetValue(group.Group.Key, out long before) && before <= group.Requests ? before : 0));
}
