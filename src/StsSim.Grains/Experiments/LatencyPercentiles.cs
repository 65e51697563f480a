using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>The percentiles of latencies that were counted in buckets, in milliseconds.</summary>
internal sealed class LatencyPercentiles
{
    private readonly long[] _buckets = new long[LatencyBuckets.Count];
    private readonly long _requests;
    private readonly long _slowestMicroseconds;

    public LatencyPercentiles(IEnumerable<PhaseTally> tallies)
    {
        foreach (PhaseTally tally in tallies)
        {
            for (int bucket = 0; bucket < tally.Latencies.Length; bucket++)
            {
                _buckets[bucket] += tally.Latencies[bucket];
                _requests += tally.Latencies[bucket];
            }

            _slowestMicroseconds = Math.Max(_slowestMicroseconds, tally.SlowestMicroseconds);
        }
    }

    /// <summary>The slowest, exactly; <see langword="null"/> where nothing was counted.</summary>
    public double? Maximum => _requests > 0 ? InMilliseconds(_slowestMicroseconds) : null;

    /// <summary>What a share of requests took at most; <see langword="null"/> where nothing was counted.</summary>
    public double? At(double share)
    {
        long rank = (long)Math.Ceiling(share * _requests);
        long below = 0;
        for (int bucket = 0; bucket < _buckets.Length && _requests > 0; bucket++)
        {
            below += _buckets[bucket];
            if (below >= rank)
            {
                return InMilliseconds(Math.Min(LatencyBuckets.MiddleOf(bucket), _slowestMicroseconds));
            }
        }

        return null;
    }

    private static double InMilliseconds(double microseconds) => Math.Round(microseconds / 1000, 3);
}
