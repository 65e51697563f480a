using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <remarks>Kept alive: its records live in memory, and what it forgot nobody else would know.</remarks>
[KeepAlive]
internal sealed class LedgerShardGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : Grain, ILedgerShardGrain
{
    // Where there are no more, nobody asks whose records they are.
    private const int Fewest = 4096;

    private readonly Dictionary<string, SessionLedgerRecord> _records = [];
    private int _most = Fewest;

    public async Task Record(LedgerBatch batch)
    {
        // Before anything is taken: where the account does not answer, the gateway tells the batch again.
        if (_records.Count > _most)
        {
            await DropDeleted();
        }

        for (int i = 0; i < batch.Issued.Count; i++)
        {
            RecordOf(batch.Issued[i].Key).Issue(batch.Issued[i].Value);
        }

        for (int i = 0; i < batch.Throttled.Count; i++)
        {
            RecordOf(batch.Throttled[i].Key).Throttle(batch.Throttled[i].Value);
        }
    }

    public ValueTask<SessionLedger> Read(string holder) => ValueTask.FromResult(
        _records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Read(time.GetUtcNow()) : SessionLedger.Empty);

    public Task<long> Revoke(string holder, DateTimeOffset instant) => Task.FromResult(
        _records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Revoke(instant, time.GetUtcNow()) : 0);

    public ValueTask<long> CountActive()
    {
        DateTimeOffset now = time.GetUtcNow();
        long active = 0;
        foreach (SessionLedgerRecord record in _records.Values)
        {
            active += record.CountActive(now);
        }

        return ValueTask.FromResult(active);
    }

    public Task Clear()
    {
        _records.Clear();
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    // Ids of roles and users never come back. Federated users exist by their names alone, and theirs stay.
    private async Task DropDeleted()
    {
        string key = this.GetPrimaryKeyString();
        AccountSnapshot? snapshot = await GrainFactory.GetGrain<IAccountGrain>(key[..key.IndexOf('/', StringComparison.Ordinal)]).GetSnapshot();
        HashSet<string> living = snapshot is null ? [] : [.. SessionHolder.PrincipalsOf(snapshot.Account)];
        foreach (string holder in _records.Keys.Where(holder => !SessionHolder.IsFederatedUser(holder) && !living.Contains(holder)).ToArray())
        {
            _records.Remove(holder);
        }

        _most = Math.Max(Fewest, 2 * _records.Count);
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
