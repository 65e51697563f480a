namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What expectations on a group are checked against.</summary>
/// <param name="Delays">Of all its retries, whatever their number and cause.</param>
/// <param name="MostCallsPerHour">By operation: the most requests that any one client made within an hour that began with one of them.</param>
[GenerateSerializer, Immutable, Alias("stssim.GroupMeasures")]
public sealed record GroupMeasures(
    [property: Id(0)] ClientGroup Group,
    [property: Id(1)] ClientFigures Figures,
    [property: Id(2)] IReadOnlyList<DelayHistogram> Delays,
    [property: Id(3)] IReadOnlyList<KeyValuePair<string, long>> MostCallsPerHour)
{
    /// <summary>
    /// How many retries came within so many milliseconds after the answer before them. Exact at one second and at its halves
    /// and doubles; elsewhere those of the bucket that reaches beyond do not count.
    /// </summary>
    public long RetriesWithin(double milliseconds) => Delays.Sum(delays => delays.CountBelow(milliseconds));
}
