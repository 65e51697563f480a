namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>A part of a distribution of delays that is uniform; of no width where the delay is always the same.</summary>
/// <param name="Weight">The share of all delays that are in it.</param>
internal readonly record struct DelaySegment(double Weight, double FromMs, double ToMs)
{
    /// <summary>The share of all delays that are in it and no longer than that.</summary>
    public double Cumulated(double ms) =>
        ms >= ToMs ? (ms < FromMs ? 0 : Weight)
        : ms <= FromMs ? 0
        : Weight * (ms - FromMs) / (ToMs - FromMs);

    /// <summary>The integral of <see cref="Cumulated"/> up to that, in milliseconds: what spreading the delay evenly needs.</summary>
    public double Integral(double ms)
    {
        double width = ToMs - FromMs;
        return ms <= FromMs ? 0
            : ms >= ToMs ? Weight * ((width / 2) + ms - ToMs)
            : Weight * (ms - FromMs) * (ms - FromMs) / (2 * width);
    }
}
