namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What one gateway saw of a group of clients since it last told.</summary>
/// <param name="Dropped">Requests that it saw besides and had no room for.</param>
[GenerateSerializer, Immutable, Alias("stssim.ObservedBatch")]
public sealed record ObservedBatch(
    [property: Id(0)] ClientGroup Group,
    [property: Id(1)] IReadOnlyList<ObservedClient> Clients,
    [property: Id(2)] IReadOnlyList<ObservedSegment> Segments,
    [property: Id(3)] ObservedAttempt[] Attempts,
    [property: Id(4)] long Dropped);
