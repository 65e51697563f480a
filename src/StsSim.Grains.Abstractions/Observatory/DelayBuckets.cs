namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// The buckets in which the delays between attempts are counted, the same everywhere, so that histograms are merged by
/// adding them: eight to each power of two, from about one millisecond to about two minutes. Edges lie at one second and at
/// its halves and doubles.
/// </summary>
public static class DelayBuckets
{
    /// <summary>The first is for less than a millisecond, the last for more than two minutes.</summary>
    public const int Count = 1 + (Octaves * PerOctave) + 1;

    private const int PerOctave = 8;
    private const int Octaves = 17;
    private const double UnitMs = 1000.0 / 1024;

    /// <summary>The bucket of a delay; what arrived before the earlier attempt was answered counts as no delay.</summary>
    public static int Of(double milliseconds) =>
        milliseconds < UnitMs ? 0 : Math.Min(Count - 1, 1 + (int)(Math.Log2(milliseconds / UnitMs) * PerOctave));

    /// <summary>Where a bucket begins, in milliseconds.</summary>
    public static double StartOf(int bucket) => bucket <= 0 ? 0 : UnitMs * Math.Pow(2, (bucket - 1) / (double)PerOctave);

    /// <summary>Where a bucket ends, in milliseconds; the last has no end.</summary>
    public static double EndOf(int bucket) => bucket >= Count - 1 ? double.PositiveInfinity : StartOf(bucket + 1);
}
