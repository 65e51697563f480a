using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>Quantiles of several histograms of delays taken together; wrong by nine percent at most.</summary>
internal sealed class DelayQuantiles
{
    private readonly IReadOnlyList<DelayHistogram> _histograms;
    private readonly long[] _counts = new long[DelayBuckets.Count];
    private readonly long _total;

    public DelayQuantiles(IReadOnlyList<DelayHistogram> histograms)
    {
        _histograms = histograms;
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
    public double? ShareBelow(double milliseconds) => _total == 0 ? null : (double)_histograms.Sum(histogram => histogram.CountBelow(milliseconds)) / _total;
}
