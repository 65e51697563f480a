using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>Quantiles of several histograms of delays taken together; wrong by nine percent at most.</summary>
internal sealed class DelayQuantiles
{
    private readonly long[] _counts = new long[DelayBuckets.Count];
    private readonly long _total;

    public DelayQuantiles(IReadOnlyList<DelayHistogram> histograms)
    {
        foreach (DelayHistogram histogram in histograms)
        {
            for (int bucket = 0; bucket < histogram.Counts.Count; bucket++)
            {
                _counts[bucket] += histogram.Counts[bucket];
            }

            _total += histogram.Total;
        }
    }

    /// <summary>In milliseconds; <see langword="null"/> without a delay.</summary>
    public double? At(double share)
    {
        double wanted = share * _total;
        long below = 0;
        for (int bucket = 0; bucket < _counts.Length && _total > 0; bucket++)
        {
            below += _counts[bucket];
            if (_counts[bucket] > 0 && below >= wanted)
            {
                return bucket == 0 ? 0 : Math.Sqrt(DelayBuckets.StartOf(bucket) * Math.Min(DelayBuckets.EndOf(bucket), DelayBuckets.StartOf(bucket) * 2));
            }
        }

        return null;
    }

    /// <summary>The part of delays that are shorter; <see langword="null"/> without a delay.</summary>
    public double? ShareBelow(double milliseconds) => _total == 0 ? null : (double)CountBelow(milliseconds) / _total;

    /// <summary>How many are shorter. Exact at one second and its halves and doubles; elsewhere a bucket that reaches beyond does not count.</summary>
    public long CountBelow(double milliseconds)
    {
        long below = 0;
        for (int bucket = 0; bucket < _counts.Length && DelayBuckets.EndOf(bucket) <= milliseconds * (1 + 1e-9); bucket++)
        {
            below += _counts[bucket];
        }

        return below;
    }
}
