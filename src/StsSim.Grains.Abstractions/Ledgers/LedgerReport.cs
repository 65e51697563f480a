namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>
/// Batches of one journal, which numbers them from 1 on: a ledger takes each number once, however often it is told.
/// </summary>
/// <param name="Journal">Whose batches they are: a gateway has a journal for each shard.</param>
/// <param name="FirstKept">The number of the oldest batch that the journal can still tell.</param>
/// <param name="From">The number of the first batch here.</param>
/// <param name="Batches">In the order of their numbers; none where only a receipt is wanted.</param>
[GenerateSerializer, Immutable, Alias("stssim.LedgerReport")]
public sealed record LedgerReport(
    [property: Id(0)] Guid Journal,
    [property: Id(1)] long FirstKept,
    [property: Id(2)] long From,
    [property: Id(3)] IReadOnlyList<LedgerBatch> Batches);
