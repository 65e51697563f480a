namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What one slot of time of a phase adds.</summary>
/// <param name="Index">The number of the slot in its phase, from 0.</param>
[GenerateSerializer, Immutable, Alias("stssim.ServedSlot")]
public readonly record struct ServedSlot([property: Id(0)] int Index, [property: Id(1)] ServedCounts Counts);
