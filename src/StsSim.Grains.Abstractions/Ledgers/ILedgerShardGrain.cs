namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>
/// The ledger of a share of those who hold sessions of one account, as compact records: tokens for a million names must not
/// mean a million activations. Of holders whose sessions are all over it remembers the last few thousand, and of the others what
/// they come to together. Key: <c>{account}/{shard}</c>.
/// </summary>
[Alias("stssim.ILedgerShardGrain")]
public interface ILedgerShardGrain : IGrainWithStringKey
{
    /// <summary>How many shards an account's session holders are spread over.</summary>
    const int ShardsPerAccount = 16;

    /// <summary>The shard of a holder. Stable across processes and versions: durable state is filed under it.</summary>
    static int ShardOf(ReadOnlySpan<char> holder)
    {
        uint hash = 2166136261; // FNV-1a
        foreach (char c in holder)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)(hash % ShardsPerAccount);
    }

    static string KeyOf(string accountId, int shard) => $"{accountId}/{shard}";

    [Alias("Record"), ResponseTimeout(RequestPatience.Text)]
    Task<LedgerReceipt> Record(LedgerReport report);

    [Alias("Read")]
    ValueTask<SessionLedger> Read(string holder);

    /// <summary>Counts the active sessions issued up to <paramref name="instant"/> as revoked; returns how many those were.</summary>
    [Alias("Revoke")]
    Task<long> Revoke(string holder, DateTimeOffset instant);

    /// <summary>The sessions of all holders, forgotten ones too. Looks at every holder: once a second, and not for every request.</summary>
    [Alias("ReadTotals")]
    ValueTask<LedgerTotals> ReadTotals();

    /// <summary>Begins anew: the account is another, and those who hold sessions of it, too.</summary>
    [Alias("Clear")]
    Task Clear();

    /// <summary>Ends: the account is no more.</summary>
    [Alias("Remove")]
    Task Remove();

    /// <summary>What became of the sessions of an account, as far as gateways have told: some two seconds late at most.</summary>
    static async Task<LedgerTotals> ReadTotalsAsync(IGrainFactory grains, string accountId) => (await Task.WhenAll(
        Enumerable.Range(0, ShardsPerAccount).Select(shard => grains.GetGrain<ILedgerShardGrain>(KeyOf(accountId, shard)).ReadTotals().AsTask())))
        .Aggregate((sum, totals) => sum + totals);

    /// <summary>Begins the ledgers of an account anew.</summary>
    static Task ClearAsync(IGrainFactory grains, string accountId) => OfAll(grains, accountId, ledger => ledger.Clear());

    /// <summary>Ends the ledgers of an account that is no more.</summary>
    static Task RemoveAsync(IGrainFactory grains, string accountId) => OfAll(grains, accountId, ledger => ledger.Remove());

    private static Task OfAll(IGrainFactory grains, string accountId, Func<ILedgerShardGrain, Task> act) => Task.WhenAll(
        Enumerable.Range(0, ShardsPerAccount).Select(shard => act(grains.GetGrain<ILedgerShardGrain>(KeyOf(accountId, shard)))));
}
