using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Simulation;

/// <summary>STS as a fleet meets it: a token bucket, outages, and a time to answer.</summary>
/// <param name="medianLatency">Of answers whose latencies are distributed lognormally.</param>
internal sealed class SimulatedSts(Quota quota, IReadOnlyList<Outage> outages, TimeSpan medianLatency, Random random)
{
    // Puts the 99th percentile at about three times the median.
    private const double LatencySpread = 0.5;

    private double _tokens = quota.Burst;
    private TimeSpan _filledAt;

    /// <summary>What becomes of a request at this moment, which is no earlier than that of the last.</summary>
    public StsAnswer Answer(TimeSpan now)
    {
        if (IsOut(now))
        {
            return StsAnswer.Unavailable;
        }

        _tokens = Math.Min(quota.Burst, _tokens + ((now - _filledAt).TotalSeconds * quota.RequestsPerSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return StsAnswer.Throttled;
        }

        _tokens--;
        return StsAnswer.Issued;
    }

    public TimeSpan DrawLatency()
    {
        // Box and Muller: a normal draw out of two uniform ones.
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return medianLatency * Math.Exp(LatencySpread * normal);
    }

    private bool IsOut(TimeSpan now)
    {
        foreach (Outage outage in outages)
        {
            if (outage.Covers(now))
            {
                return true;
            }
        }

        return false;
    }
}
