namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Ways of waiting that no SDK documents but many clients have, with figures made to fit what was seen.</summary>
internal static class BackoffShapes
{
    public const string NoDelay = "no delay";
    public const string FixedDelay = "fixed delay";
    public const string RandomDelay = "random delay that does not grow";
    public const string ExponentialWithoutJitter = "exponential without jitter";
    public const string ExponentialFullJitter = "exponential with full jitter";
    public const string ExponentialEqualJitter = "exponential with equal jitter";

    // How much the figure may be off that quantiles of a few delays give.
    private static readonly double[] Nearby = [1, 0.94, 1.06];

    public static IEnumerable<BackoffPolicy> FittedTo(IReadOnlyList<ObservedDelays> delays)
    {
        yield return Shape(NoDelay, new(0, Growth: 1, double.PositiveInfinity, JitterKind.None));
        foreach ((string name, double growth, JitterKind jitter) in ((string, double, JitterKind)[])
            [
                (FixedDelay, 1, JitterKind.None), (RandomDelay, 1, JitterKind.Full), (ExponentialWithoutJitter, 2, JitterKind.None),
                (ExponentialFullJitter, 2, JitterKind.Full), (ExponentialEqualJitter, 2, JitterKind.Half),
            ])
        {
            double baseMs = BaseOf(delays, growth, jitter);
            foreach (double factor in Nearby)
            {
                yield return Shape(name, new(baseMs * factor, growth, double.PositiveInfinity, jitter));
            }
        }
    }

    // By the median, which outliers do not move; without jitter by the shortest, since overhead only lengthens.
    private static double BaseOf(IReadOnlyList<ObservedDelays> delays, double growth, JitterKind jitter)
    {
        double middle = jitter switch { JitterKind.None => 1, JitterKind.Half => 0.75, _ => 0.5 };
        double logarithms = 0;
        double weights = 0;
        foreach (ObservedDelays histogram in delays)
        {
            double quantile = histogram.Quantile(jitter == JitterKind.None ? 0.05 : 0.5);
            double expected = middle * histogram.Retries.Sum(retry => retry.Value * Math.Pow(growth, retry.Key - 1));
            logarithms += histogram.Total * Math.Log(Math.Max(quantile, 0.5) / expected);
            weights += histogram.Total;
        }

        return weights > 0 ? Math.Exp(logarithms / weights) : 0;
    }

    private static BackoffPolicy Shape(string name, BackoffFormula formula) => new(name, formula, formula, IsDocumented: false);
}
