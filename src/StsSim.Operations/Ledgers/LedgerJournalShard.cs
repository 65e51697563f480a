using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Ledgers;

/// <summary>The part of the journal that goes to one ledger shard, in order and one batch at a time.</summary>
internal sealed class LedgerJournalShard(ILedgerShardGrain ledger, StsInstruments instruments)
{
    private readonly Lock _lock = new();
    private List<KeyValuePair<string, IssuedSession>> _issued = [];
    private Dictionary<string, long> _throttled = [];
    private Task _lastFlush = Task.CompletedTask;

    public void Issued(string holder, in IssuedSession session)
    {
        lock (_lock)
        {
            _issued.Add(new(holder, session));
        }
    }

    public void Throttled(string federatedUser)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_throttled, federatedUser, out _)++;
        }
    }

    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _lastFlush = FlushAfterAsync(_lastFlush);
        }
    }

    private async Task FlushAfterAsync(Task earlier)
    {
        await Task.WhenAny(earlier);
        if (TakeBatch() is not { } batch)
        {
            await earlier;
            return;
        }

        try
        {
            instruments.CountGrainCall("ledger");
            await ledger.Record(batch);
        }
        catch
        {
            PutBack(batch);
            throw;
        }
    }

    private LedgerBatch? TakeBatch()
    {
        lock (_lock)
        {
            if (_issued.Count == 0 && _throttled.Count == 0)
            {
                return null;
            }

            var batch = new LedgerBatch(_issued, [.. _throttled]);
            _issued = [];
            _throttled = [];
            return batch;
        }
    }

    private void PutBack(LedgerBatch batch)
    {
        lock (_lock)
        {
            _issued.InsertRange(0, batch.Issued);
            foreach ((string name, long requests) in batch.Throttled)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_throttled, name, out _) += requests;
            }
        }
    }
}
