using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Operations.Tests.Ledgers;

/// <summary>A ledger shard that keeps every batch it was told, once each, and can hesitate, fail, be slow to store, or be lost.</summary>
internal sealed class RecordingLedger : ILedgerShardGrain
{
    private readonly Lock _lock = new();
    private readonly List<LedgerBatch> _batches = [];
    private readonly List<LedgerBatch> _stored = [];
    private long _applied;

    /// <summary>What happens before a batch is taken; a failure keeps it from being taken.</summary>
    public Func<Task> OnRecord { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<LedgerBatch> Batches
    {
        get
        {
            lock (_lock)
            {
                return [.. _batches];
            }
        }
    }

    public IEnumerable<string> IssuedKeys => Batches.SelectMany(batch => batch.Issued).Select(issued => issued.Value.AccessKeyId);

    public long ThrottledOf(string name) =>
        Batches.SelectMany(batch => batch.Throttled).Where(throttled => throttled.Key == name).Sum(throttled => throttled.Value);

    /// <summary>What happens once batches are taken; a failure keeps the receipt from the gateway.</summary>
    public Func<Task> OnReceipt { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether what is taken is stored at once, or only when it is told to.</summary>
    public bool StoresAtOnce { get; set; } = true;

    /// <summary>Batches that came over the wire, told again or not.</summary>
    public int Told { get; private set; }

    public int Calls { get; private set; }

    public async Task<LedgerReceipt> Record(LedgerReport report)
    {
        await OnRecord();
        LedgerReceipt receipt;
        lock (_lock)
        {
            Calls++;
            Told += report.Batches.Count;
            _applied = Math.Max(_applied, report.FirstKept - 1);
            for (int i = 0; i < report.Batches.Count; i++)
            {
                if (report.From + i == _applied + 1)
                {
                    _batches.Add(report.Batches[i]);
                    _applied++;
                }
            }

            if (StoresAtOnce)
            {
                Store();
            }

            receipt = new LedgerReceipt(_applied, _stored.Count);
        }

        await OnReceipt();
        return receipt;
    }

    public void Store()
    {
        lock (_lock)
        {
            _stored.AddRange(_batches.Skip(_stored.Count));
        }
    }

    /// <summary>Its silo is killed; the next one knows what was stored.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _batches.RemoveRange(_stored.Count, _batches.Count - _stored.Count);
            _applied = _stored.Count;
        }
    }

    public ValueTask<SessionLedger> Read(string name) => throw new NotSupportedException();

    public Task<long> Revoke(string name, DateTimeOffset instant) => throw new NotSupportedException();

    public ValueTask<LedgerTotals> ReadTotals() => throw new NotSupportedException();

    public Task Clear() => throw new NotSupportedException();

    public Task Remove() => throw new NotSupportedException();
}
