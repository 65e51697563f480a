namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What one gateway answered in one phase of an experiment since it last told.</summary>
/// <param name="Phase">The number of the phase, from 0.</param>
/// <param name="Latencies">By bucket of <see cref="LatencyBuckets"/>: how many requests took that long.</param>
/// <param name="SlowestMicroseconds">How long the slowest of them took.</param>
[GenerateSerializer, Immutable, Alias("stssim.ServedBatch")]
public sealed record ServedBatch(
    [property: Id(0)] int Phase,
    [property: Id(1)] IReadOnlyList<ServedSlot> Slots,
    [property: Id(2)] IReadOnlyList<KeyValuePair<int, long>> Latencies,
    [property: Id(3)] long SlowestMicroseconds);
