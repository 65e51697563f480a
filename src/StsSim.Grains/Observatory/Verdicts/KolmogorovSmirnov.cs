namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>How far an empirical distribution may by chance be from the one that its values are drawn from.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Fewer values say too little about a client.</summary>
    public const int FewestValues = 8;

    /// <summary>Fewer values of one distribution say too little about that.</summary>
    public const int FewestOfOne = 5;

    /// <summary>
    /// The distance that is exceeded with the given probability: 1.36/√n at 5%, 1.63/√n at 1%. Of several distributions compared
    /// at once each has its part of the probability (Bonferroni), so that all together are wrong as rarely as one.
    /// </summary>
    public static double Critical(long values, double probability, int comparisons) =>
        Math.Sqrt(-Math.Log(probability / (2 * comparisons)) / 2 / values);
}
