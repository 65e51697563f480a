namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>What one gateway did for the session holders of one shard in a moment.</summary>
[GenerateSerializer, Immutable, Alias("stssim.LedgerBatch")]
public sealed record LedgerBatch(
    [property: Id(0)] IReadOnlyList<KeyValuePair<string, IssuedSession>> Issued,
    [property: Id(1)] IReadOnlyList<KeyValuePair<string, long>> Throttled);
