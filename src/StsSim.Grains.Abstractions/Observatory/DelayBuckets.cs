namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// The buckets in which the delays between attempts are counted, the same everywhere, so that histograms are merged by
/// adding them: eight to each power of two of a millisecond, from one millisecond to about two minutes.
/// </summary>
public static class DelayBuckets
{
    /// <summary>The first is for less than a millisecond, the last for more than two minutes.</summary>
    public const int Count = 1 + (Octaves * PerOctave) + 1;

    private const int PerOctave = 8;
    private const int Octaves = 17;

    /// <summary>The bucket of a delay; what arrived before the earlier attempt was answered counts as no delay.</summary>
    public static int Of(double milliseconds) =>
        milliseconds < 1 ? 0 : Math.Min(Count - 1, 1 + (int)(Math.Log2(milliseconds) * PerOctave));

    /// <summary>Where a bucket begins, in milliseconds.</summary>
    public static double StartOf(int bucket) => bucket <= 0 ? 0 : Math.Pow(2, (bucket - 1) / (double)PerOctave);

    /// <summary>Where a bucket ends, in milliseconds; the last has no end.</summary>
    public static double EndOf(int bucket) => bucket >= Count - 1 ? double.PositiveInfinity : StartOf(bucket + 1);
}
