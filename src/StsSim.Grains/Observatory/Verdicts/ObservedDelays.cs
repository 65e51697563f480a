using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>A histogram of delays as it is compared with formulas: only at the edges of buckets that hold any.</summary>
internal sealed class ObservedDelays
{
    private readonly IReadOnlyList<int> _counts;

    public ObservedDelays(DelayHistogram histogram, IReadOnlyList<long> attemptsPerInvocation)
    {
        Histogram = histogram;
        Retries = RetryMix.Of(histogram.Retry, attemptsPerInvocation);
        _counts = histogram.Counts;
        Occupied = [.. Enumerable.Range(0, _counts.Count).Where(bucket => _counts[bucket] > 0)];
        Total = Occupied.Sum(bucket => (long)_counts[bucket]);
    }

    public DelayHistogram Histogram { get; }

    /// <summary>Which retries it is of, with their shares.</summary>
    public IReadOnlyList<KeyValuePair<int, double>> Retries { get; }

    public long Total { get; }

    /// <summary>Buckets that hold any, in order.</summary>
    public IReadOnlyList<int> Occupied { get; }

    /// <summary>Whether there are enough to compare distributions.</summary>
    public bool Suffices => Total >= KolmogorovSmirnov.FewestOfOne;

    public int CountOf(int bucket) => _counts[bucket];

    /// <summary>The delay that a share of them do not exceed, in milliseconds, evenly spread within its bucket.</summary>
    public double Quantile(double share)
    {
        double wanted = share * Total;
        double before = 0;
        foreach (int bucket in Occupied)
        {
            if (before + _counts[bucket] >= wanted)
            {
                double start = DelayBuckets.StartOf(bucket);
                double end = double.IsInfinity(DelayBuckets.EndOf(bucket)) ? start : DelayBuckets.EndOf(bucket);
                return start + ((end - start) * Math.Max(0, wanted - before) / _counts[bucket]);
            }

            before += _counts[bucket];
        }

        return 0;
    }

    /// <summary>The distance of the quartiles by their sum: 0.5 where delays are uniform from 0, 0 where they are all the same. Unlike the standard deviation it heeds no outlier.</summary>
    public double QuartileDispersion()
    {
        double first = Quantile(0.25);
        double third = Quantile(0.75);
        return third > 0 ? (third - first) / (third + first) : 0;
    }
}
