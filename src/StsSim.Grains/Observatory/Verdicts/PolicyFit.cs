namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>How a group's delays compare with a way of waiting.</summary>
/// <param name="Overhead">The one under which they are likeliest.</param>
/// <param name="LogLikelihood">Of all delays.</param>
/// <param name="Histograms">Those with enough delays to compare distributions.</param>
internal sealed record PolicyFit(
    BackoffPolicy Policy, ClientOverhead Overhead, double LogLikelihood, long Delays, IReadOnlyList<HistogramFit> Histograms)
{
    /// <summary>Such a distance or more comes by chance once in twenty groups that follow the formula.</summary>
    private const double Unlikely = 0.05;

    /// <summary>Once in a hundred: what it takes to say that a group does not.</summary>
    private const double Refuting = 0.01;

    /// <summary>The histogram that speaks most against it, or <see langword="null"/>.</summary>
    public HistogramFit? Worst => Histograms.MaxBy(histogram => histogram.Excess(histogram.Distance, Unlikely, Histograms.Count));

    /// <summary>The histogram whose delays are shorter than the formula by most, or <see langword="null"/>.</summary>
    public HistogramFit? Fastest => Histograms.MaxBy(histogram => histogram.Excess(histogram.Faster, Unlikely, Histograms.Count));

    public bool Fits => Worst is not null && Histograms.All(histogram => histogram.Excess(histogram.Distance, Unlikely, Histograms.Count) <= 1);

    public bool IsRefuted => Histograms.Any(histogram => histogram.Excess(histogram.Distance, Refuting, Histograms.Count) > 1);

    /// <summary>Whether delays are shorter than the formula's: all that can be held against a client that may wait longer.</summary>
    public bool IsTooFast => Histograms.Any(histogram => histogram.Excess(histogram.Faster, Refuting, Histograms.Count) > 1);
}
