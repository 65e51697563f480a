using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <remarks>Kept alive: its records live in memory, and what it forgot nobody else would know.</remarks>
[KeepAlive]
internal sealed class LedgerShardGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : Grain, ILedgerShardGrain
{
    private readonly Dictionary<string, SessionLedgerRecord> _records = [];

    public Task Record(LedgerBatch batch)
    {
        for (int i = 0; i < batch.Issued.Count; i++)
        {
            RecordOf(batch.Issued[i].Key).Issue(batch.Issued[i].Value);
        }

        for (int i = 0; i < batch.Throttled.Count; i++)
        {
            RecordOf(batch.Throttled[i].Key).Throttle(batch.Throttled[i].Value);
        }

        return Task.CompletedTask;
    }

    public ValueTask<SessionLedger> Read(string holder) => ValueTask.FromResult(
        _records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Read(time.GetUtcNow()) : SessionLedger.Empty);

    public Task<long> Revoke(string holder, DateTimeOffset instant) => Task.FromResult(
        _records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Revoke(instant, time.GetUtcNow()) : 0);

    public Task Clear()
    {
        _records.Clear();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private SessionLedgerRecord RecordOf(string holder)
    {
        if (!_records.TryGetValue(holder, out SessionLedgerRecord? record))
        {
            _records.Add(holder, record = new SessionLedgerRecord());
        }

        return record;
    }
}
