using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Ledgers;

/// <summary>
/// What was issued and throttled and the ledgers do not know yet. Requests only append; batches go to the grains a few
/// times a second and before a ledger is read.
/// </summary>
public sealed class LedgerJournal(IGrainFactory grains, StsInstruments instruments)
{
    private readonly ConcurrentDictionary<(AccountId Account, int Shard), LedgerJournalShard> _shards = new();

    /// <param name="holder">As <see cref="Grains.Abstractions.Accounts.SessionHolder"/> names it.</param>
    public void Issued(AccountId account, string holder, in IssuedSession session) =>
        ShardOf(account, holder).Issued(holder, session);

    public void Throttled(AccountId account, string federatedUser) => ShardOf(account, federatedUser).Throttled(federatedUser);

    /// <summary>Returns when everything recorded before the call has reached its grain.</summary>
    public Task FlushAsync() => FlushAsync(mustConfirm: false);

    /// <summary>Likewise, and everything told before to a grain that was lost meanwhile.</summary>
    public Task ConfirmAsync() => FlushAsync(mustConfirm: true);

    /// <summary>Drops what is left to tell of an account that is no more.</summary>
    public void Forget(AccountId account)
    {
        for (int shard = 0; shard < ILedgerShardGrain.ShardsPerAccount; shard++)
        {
            _shards.TryRemove((account, shard), out _);
        }
    }

    private Task FlushAsync(bool mustConfirm) => Task.WhenAll(_shards.Values.Select(shard => shard.FlushAsync(mustConfirm)));

    private LedgerJournalShard ShardOf(AccountId account, string holder)
    {
        (AccountId, int) key = (account, ILedgerShardGrain.ShardOf(holder));
        return _shards.TryGetValue(key, out LedgerJournalShard? shard) ? shard : _shards.GetOrAdd(key, Create);
    }

    private LedgerJournalShard Create((AccountId Account, int Shard) key) =>
        new(grains.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(key.Account.ToString(), key.Shard)), instruments);
}
