using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Tests.Ledgers;

internal static class LedgerJournals
{
    /// <summary>Tells a batch as a journal of its own would.</summary>
    public static async Task TellAsync(this ILedgerShardGrain shard, LedgerBatch batch) =>
        await shard.Record(new LedgerReport(Guid.NewGuid(), FirstKept: 1, From: 1, [batch]));
}
