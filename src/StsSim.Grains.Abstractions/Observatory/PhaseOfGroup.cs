namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What was measured of a group in one phase of an experiment.</summary>
/// <param name="From">When the first of its requests in the phase arrived.</param>
/// <param name="To">When the last one did.</param>
[GenerateSerializer, Immutable, Alias("stssim.PhaseOfGroup")]
public sealed record PhaseOfGroup(
    [property: Id(0)] ObservedSegment Segment,
    [property: Id(1)] DateTimeOffset From,
    [property: Id(2)] DateTimeOffset To,
    [property: Id(3)] ClientFigures Figures);
