using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <remarks>
/// Written behind, as a whole and every <see cref="WriteInterval"/> at most: a write for each token would cost more than the
/// token. Gateways keep what they told until it is stored, and tell it again to whom follows on a shard that was lost; so a
/// count is lost only where a silo and the gateway that told it are lost within that time. Kept alive: until it is written
/// nobody else has it.
/// </remarks>
[KeepAlive]
internal sealed partial class LedgerShardGrain(
    [PersistentState("ledger", StorageNames.Provider)] IPersistentState<LedgerShardState> state,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    StorageTraits storage,
    ILogger<LedgerShardGrain> logger) : Grain, ILedgerShardGrain
{
    // Where there are no more, nobody asks whose records they are.
    private const int Fewest = 4096;

    // Of all the time at most a twentieth goes into writing: a shard of a hundred thousand holders is written less often.
    private const int ShareOfWriting = 20;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JournalMemory = TimeSpan.FromHours(1);

    private Dictionary<Guid, long> _stored = [];
    private int _most = Fewest;
    private bool _isDirty;
    private long _nextWrite;

    private Dictionary<string, SessionLedgerRecord> Records => state.State.Records;

    private Dictionary<Guid, JournalPosition> Journals => state.State.Journals;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        RememberStored();
        if (storage.OutlivesSilo)
        {
            this.RegisterGrainTimer(WriteBehindAsync, new GrainTimerCreationOptions(WriteInterval, WriteInterval));
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isDirty)
        {
            await StoreAsync();
        }
    }

    public async Task<LedgerReceipt> Record(LedgerReport report)
    {
        // Before anything is taken: where the account does not answer, the gateway tells the batches again.
        if (Records.Count > _most)
        {
            await DropDeleted();
        }

        long known = Journals.TryGetValue(report.Journal, out JournalPosition position) ? position.Applied : 0;

        // What its journal keeps no more was stored once, if not here.
        long applied = Math.Max(known, report.FirstKept - 1);
        for (int i = 0; i < report.Batches.Count; i++)
        {
            if (report.From + i == applied + 1)
            {
                Apply(report.Batches[i]);
                applied++;
            }
        }

        if (applied != known)
        {
            Journals[report.Journal] = new JournalPosition(applied, time.GetUtcNow());
            _isDirty = true;
        }

        return new LedgerReceipt(applied, storage.OutlivesSilo ? _stored.GetValueOrDefault(report.Journal) : applied);
    }

    public ValueTask<SessionLedger> Read(string holder) => ValueTask.FromResult(
        Records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Read(time.GetUtcNow()) : SessionLedger.Empty);

    public async Task<long> Revoke(string holder, DateTimeOffset instant)
    {
        if (!Records.TryGetValue(holder, out SessionLedgerRecord? record))
        {
            return 0;
        }

        long revoked = record.Revoke(instant, time.GetUtcNow());
        _isDirty = true;
        await StoreAsync(); // who is told how many were revoked is told it for good
        return revoked;
    }

    public ValueTask<long> CountActive()
    {
        DateTimeOffset now = time.GetUtcNow();
        long active = 0;
        foreach (SessionLedgerRecord record in Records.Values)
        {
            active += record.CountActive(now);
        }

        return ValueTask.FromResult(active);
    }

    // How far journals are is kept: what they told before is not to be counted again after.
    public async Task Clear()
    {
        if (Records.Count == 0)
        {
            return;
        }

        Records.Clear();
        _isDirty = true;
        await StoreAsync();
    }

    public async Task Remove()
    {
        _isDirty = false;
        if (state.RecordExists)
        {
            await state.ClearStateAsync();
        }

        Records.Clear();
        DeactivateOnIdle();
    }

    private void Apply(LedgerBatch batch)
    {
        for (int i = 0; i < batch.Issued.Count; i++)
        {
            RecordOf(batch.Issued[i].Key).Issue(batch.Issued[i].Value);
        }

        for (int i = 0; i < batch.Throttled.Count; i++)
        {
            RecordOf(batch.Throttled[i].Key).Throttle(batch.Throttled[i].Value);
        }
    }

    private async Task WriteBehindAsync(CancellationToken cancellationToken)
    {
        if (!_isDirty || TimeProvider.System.GetTimestamp() < _nextWrite)
        {
            return;
        }

        try
        {
            await WriteAsync();
        }
        catch (Exception e)
        {
            NotWritten(e, this.GetPrimaryKeyString()); // gateways keep what they told, and the next round tries again
        }
    }

    private Task StoreAsync() => storage.OutlivesSilo ? WriteAsync() : Task.CompletedTask;

    private async Task WriteAsync()
    {
        ForgetOldJournals();
        _isDirty = false; // what is told while it is written is for the next time
        long begun = TimeProvider.System.GetTimestamp();
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle(); // storage holds another state than this activation thinks: the next one reads it
            throw;
        }
        catch
        {
            _isDirty = true;
            throw;
        }

        long end = TimeProvider.System.GetTimestamp();
        _nextWrite = end + ((end - begun) * ShareOfWriting);
        RememberStored();
    }

    private void RememberStored() => _stored = Journals.ToDictionary(journal => journal.Key, journal => journal.Value.Applied);

    private void ForgetOldJournals()
    {
        DateTimeOffset oldest = time.GetUtcNow() - JournalMemory;
        foreach (Guid journal in Journals.Where(journal => journal.Value.ToldAt < oldest).Select(journal => journal.Key).ToArray())
        {
            Journals.Remove(journal);
        }
    }

    // Ids of roles and users never come back. Federated users exist by their names alone, and theirs stay.
    private async Task DropDeleted()
    {
        string key = this.GetPrimaryKeyString();
        AccountSnapshot? snapshot = await GrainFactory.GetGrain<IAccountGrain>(key[..key.IndexOf('/', StringComparison.Ordinal)]).GetSnapshot();
        HashSet<string> living = snapshot is null ? [] : [.. SessionHolder.PrincipalsOf(snapshot.Account)];
        foreach (string holder in Records.Keys.Where(holder => !SessionHolder.IsFederatedUser(holder) && !living.Contains(holder)).ToArray())
        {
            Records.Remove(holder);
        }

        _most = Math.Max(Fewest, 2 * Records.Count);
    }

    private SessionLedgerRecord RecordOf(string holder)
    {
        if (!Records.TryGetValue(holder, out SessionLedgerRecord? record))
        {
            Records.Add(holder, record = new SessionLedgerRecord());
        }

        return record;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ledger {Shard} could not be written; nothing is lost, and it is tried again")]
    private partial void NotWritten(Exception exception, string shard);
}
