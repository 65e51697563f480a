namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>How long clients waited before one of their retries, from the end of one answer until the next request arrived.</summary>
/// <param name="Retry">The number of the retry, from 1: the delay before attempt 2 is that of retry 1. The last stands for all later ones.</param>
/// <param name="Trigger">What the attempt before it ended in.</param>
/// <param name="Counts">By bucket of <see cref="DelayBuckets"/>.</param>
/// <param name="Total">How many there are.</param>
/// <param name="SumMs">Of all of them.</param>
/// <param name="SumOfSquares">Of all of them, in square milliseconds: says how much they vary.</param>
[GenerateSerializer, Immutable, Alias("stssim.DelayHistogram")]
public sealed record DelayHistogram(
    [property: Id(0)] int Retry,
    [property: Id(1)] RetryTrigger Trigger,
    [property: Id(2)] IReadOnlyList<int> Counts,
    [property: Id(3)] long Total,
    [property: Id(4)] double SumMs,
    [property: Id(5)] double SumOfSquares)
{
    /// <summary>Retries beyond this one are counted with it.</summary>
    public const int MostRetries = 5;

    public double? MeanMs => Total > 0 ? SumMs / Total : null;

    /// <summary>Standard deviation by mean: 0 where all delays are the same, 0.58 where they are uniform from 0.</summary>
    public double? Variation => Total > 1 && SumMs > 0
        ? Math.Sqrt(Math.Max(0, (SumOfSquares / Total) - (SumMs / Total * (SumMs / Total)))) / (SumMs / Total)
        : null;

    /// <summary>How many are shorter. Exact at one second and at its halves and doubles; elsewhere a bucket that reaches beyond does not count.</summary>
    public long CountBelow(double milliseconds)
    {
        long below = 0;

        // The edges are powers of two, and computed.
        for (int bucket = 0; bucket < Counts.Count && DelayBuckets.EndOf(bucket) <= milliseconds * (1 + 1e-9); bucket++)
        {
            below += Counts[bucket];
        }

        return below;
    }
}
