using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Operations.Tests.Ledgers;

/// <summary>A ledger shard that keeps every batch it was told, and can hesitate or fail first.</summary>
internal sealed class RecordingLedger : ILedgerShardGrain
{
    private readonly Lock _lock = new();
    private readonly List<LedgerBatch> _batches = [];

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

    public async Task Record(LedgerBatch batch)
    {
        await OnRecord();
        lock (_lock)
        {
            _batches.Add(batch);
        }
    }

    public ValueTask<SessionLedger> Read(string name) => throw new NotSupportedException();

    public Task<long> Revoke(string name, DateTimeOffset instant) => throw new NotSupportedException();

    public ValueTask<long> CountActive() => throw new NotSupportedException();

    public Task Clear() => throw new NotSupportedException();
}
