using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Ledgers;

/// <summary>
/// What was issued and throttled and the ledgers do not know yet. Requests only append; batches go to the grains a few
/// times a second and before a ledger is read. Where there are thousands of ledgers to tell it is within two seconds: each
/// call is a batch of one else.
/// </summary>
public sealed class LedgerJournal(IGrainFactory grains, StsInstruments instruments)
{
    // As many are told in a round at least, and else an eighth of those that wait.
    private const int LeastToldInRound = 1000;
    private const int RoundsUntilTold = 8;

    private readonly ConcurrentDictionary<(AccountId Account, int Shard), LedgerJournalShard> _shards = new();
    private readonly ConcurrentQueue<LedgerJournalShard> _waiting = new();

    /// <param name="holder">As <see cref="Grains.Abstractions.Accounts.SessionHolder"/> names it.</param>
    public void Issued(AccountId account, string holder, in IssuedSession session)
    {
        LedgerJournalShard shard = ShardOf(account, holder);
        if (shard.Issued(holder, session))
        {
            _waiting.Enqueue(shard);
        }
    }

    public void Throttled(AccountId account, ReadOnlySpan<char> federatedUser)
    {
        LedgerJournalShard shard = ShardOf(account, federatedUser);
        if (shard.Throttled(federatedUser))
        {
            _waiting.Enqueue(shard);
        }
    }

    /// <summary>Tells those ledgers that have waited longest, a few times a second; returns when they know.</summary>
    public Task TellRoundAsync()
    {
        var telling = new List<Task>();
        int most = Math.Max(LeastToldInRound, _waiting.Count / RoundsUntilTold);
        for (int waiting = Math.Min(most, _waiting.Count); waiting > 0 && _waiting.TryDequeue(out LedgerJournalShard? shard); waiting--)
        {
            telling.Add(TellAsync(shard));
        }

        return Task.WhenAll(telling);
    }

    /// <summary>Returns when everything recorded before the call has reached its grain.</summary>
    public Task FlushAsync() => FlushAsync(mustConfirm: false);

    /// <summary>Likewise, and everything told before to a grain that was lost meanwhile.</summary>
    public Task ConfirmAsync() => FlushAsync(mustConfirm: true);

    /// <summary>Drops what is left to tell of an account that is no more.</summary>
    public void Forget(AccountId account)
    {
        for (int shard = 0; shard < ILedgerShardGrain.ShardsPerAccount; shard++)
        {
            if (_shards.TryRemove((account, shard), out LedgerJournalShard? removed))
            {
                removed.Drop(); // it may wait for a round
            }
        }
    }

    private async Task TellAsync(LedgerJournalShard shard)
    {
        try
        {
            await shard.FlushAsync(mustConfirm: false);
        }
        finally
        {
            // What could not be told, or is not stored yet, waits for the next round.
            if (shard.EndRound())
            {
                _waiting.Enqueue(shard);
            }
        }
    }

    private Task FlushAsync(bool mustConfirm) => Task.WhenAll(_shards.Values.Select(shard => shard.FlushAsync(mustConfirm)));

    private LedgerJournalShard ShardOf(AccountId account, ReadOnlySpan<char> holder)
    {
        (AccountId, int) key = (account, ILedgerShardGrain.ShardOf(holder));
        return _shards.TryGetValue(key, out LedgerJournalShard? shard) ? shard : _shards.GetOrAdd(key, Create);
    }

    private LedgerJournalShard Create((AccountId Account, int Shard) key) =>
        new(grains.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(key.Account.ToString(), key.Shard)), instruments);
}
