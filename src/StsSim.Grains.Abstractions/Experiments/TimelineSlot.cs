namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>One slot of a report's timeline.</summary>
/// <param name="AtSeconds">When it begins, counted from the experiment's start.</param>
/// <param name="Seconds">How long it lasts: the last of a phase may be shorter than the others.</param>
/// <param name="Phase">The number of its phase, from 0.</param>
[GenerateSerializer, Immutable, Alias("stssim.TimelineSlot")]
public sealed record TimelineSlot(
    [property: Id(0)] double AtSeconds,
    [property: Id(1)] double Seconds,
    [property: Id(2)] int Phase,
    [property: Id(3)] ServedCounts Counts);
