using HdrHistogram;

namespace StsSim.LoadTests.Measurement;

/// <summary>Durations in a histogram of bounded relative error, counted in microseconds. Not thread-safe.</summary>
internal sealed class LatencyDistribution
{
    private static readonly long Longest = (long)TimeSpan.FromMinutes(30).TotalMicroseconds;

    private readonly HistogramBase _histogram;

    private LatencyDistribution(HistogramBase histogram) => _histogram = histogram;

    /// <summary>0.1% relative error; for the figures of a table.</summary>
    public static LatencyDistribution Fine() => new(new LongHistogram(Longest, 3));

    /// <summary>1% relative error in a tenth of the memory; for one of hundreds of points on a timeline.</summary>
    public static LatencyDistribution Coarse() => new(new IntHistogram(Longest, 2));

    public long Count => _histogram.TotalCount;

    public void Record(TimeSpan duration) =>
        _histogram.RecordValue(Math.Clamp((long)duration.TotalMicroseconds, 1, Longest));

    /// <summary>Null when nothing was recorded: no latency is not a latency of zero.</summary>
    public TimeSpan? Percentile(double percentile) => Count == 0
        ? null
        : TimeSpan.FromMicroseconds(_histogram.GetValueAtPercentile(percentile));

    public LatencyFigures Figures() => new(Percentile(50), Percentile(90), Percentile(99), Percentile(100))
    {
        Mean = Count == 0 ? null : TimeSpan.FromMicroseconds(_histogram.GetMean()),
        P75 = Percentile(75),
        P95 = Percentile(95),
        P999 = Percentile(99.9),
    };

    /// <summary>What was recorded, as pairs of microseconds and how often; a bucket's width is all that is lost.</summary>
    public long[] Recorded() =>
        [.. _histogram.RecordedValues().SelectMany(value => (long[])[value.ValueIteratedTo, value.CountAddedInThisIterationStep])];

    /// <summary>Adds what another has recorded, in this process or in another.</summary>
    public void Add(long[] recorded)
    {
        for (int pair = 0; pair + 1 < recorded.Length; pair += 2)
        {
            _histogram.RecordValueWithCount(Math.Clamp(recorded[pair], 1, Longest), recorded[pair + 1]);
        }
    }
}
