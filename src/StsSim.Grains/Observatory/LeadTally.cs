using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>How long before the end of sessions refreshes came, in seconds, negative after it; a quantile is wrong by nine percent at most.</summary>
internal sealed class LeadTally
{
    // Those of delays, of seconds instead of milliseconds: to 36 hours.
    private readonly Dictionary<int, long> _buckets = [];
    private long _total;

    public void Add(double seconds)
    {
        int bucket = DelayBuckets.Of(Math.Abs(seconds)) * Math.Sign(seconds);
        _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + 1;
        _total++;
    }

    public void Add(LeadTally other)
    {
        foreach ((int bucket, long count) in other._buckets)
        {
            _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + count;
        }

        _total += other._total;
    }

    /// <summary>In seconds; <see langword="null"/> without a refresh.</summary>
    public double? Median
    {
        get
        {
            long below = 0;
            foreach ((int bucket, long count) in _buckets.OrderBy(bucket => bucket.Key))
            {
                below += count;
                if (2 * below >= _total)
                {
                    double start = DelayBuckets.StartOf(Math.Abs(bucket));
                    double end = Math.Min(DelayBuckets.EndOf(Math.Abs(bucket)), start * 2);
                    return Math.Sign(bucket) * (start + end) / 2;
                }
            }

            return null;
        }
    }
}
