using System.Numerics;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>
/// The buckets in which latencies are counted, the same everywhere, so that histograms are merged by adding them. Each
/// power of two of microseconds is cut into sixteen: a percentile is wrong by three percent at most. An hour is the longest.
/// </summary>
public static class LatencyBuckets
{
    /// <summary>How many there are.</summary>
    public const int Count = Parts + ((Powers - PartBits) * Parts);

    private const int PartBits = 4;
    private const int Parts = 1 << PartBits;
    private const int Powers = 32;

    /// <summary>The bucket of a latency.</summary>
    public static int Of(long microseconds)
    {
        if (microseconds < Parts)
        {
            return (int)Math.Max(0, microseconds);
        }

        int power = BitOperations.Log2((ulong)microseconds);
        int part = (int)(microseconds >> (power - PartBits)) & (Parts - 1);
        return Math.Min(Count - 1, Parts + ((power - PartBits) * Parts) + part);
    }

    /// <summary>The latency in the middle of a bucket, in microseconds.</summary>
    public static double MiddleOf(int bucket)
    {
        if (bucket < Parts)
        {
            return bucket;
        }

        int power = (bucket - Parts) / Parts;
        double width = 1L << power;
        return ((Parts + (bucket % Parts)) * width) + (width / 2) - 0.5;
    }
}
