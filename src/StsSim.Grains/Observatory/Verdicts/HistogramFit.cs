namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>How one histogram compares with a formula.</summary>
/// <param name="Distance">The largest distance between the distributions.</param>
/// <param name="Faster">The largest distance by which delays are shorter than the formula, with no overhead at all.</param>
/// <param name="Allowance">The distance that the measurement itself may make.</param>
internal sealed record HistogramFit(ObservedDelays Delays, DelayFormula Formula, double Distance, double Faster, double Allowance)
{
    /// <summary>The distance beyond the allowance, by the one that chance allows: more than 1 is refuted.</summary>
    public double Excess(double distance, double probability, int comparisons) =>
        Math.Max(0, distance - Allowance) / KolmogorovSmirnov.Critical(Delays.Total, probability, comparisons);
}
