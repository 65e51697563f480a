using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
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
    // Holders whose sessions are all over: of an account's sixteen shards together 65,536, in some 20 MB.
    private const int Remembered = 4096;

    // Of all the time at most a twentieth goes into writing: a shard of a hundred thousand holders is written less often.
    private const int ShareOfWriting = 20;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ForgetInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan JournalMemory = TimeSpan.FromHours(1);

    private Dictionary<Guid, long> _stored = [];
    private IGrainTimer? _forgetting;
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

        WatchSize();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isDirty)
        {
            await StoreAsync();
        }
    }

    public Task<LedgerReceipt> Record(LedgerReport report)
    {
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

        // Noted whether or not it is news: who goes on asking has not been told that all is stored, and would tell it again.
        Journals[report.Journal] = new JournalPosition(applied, storage.MachineTime.GetUtcNow());
        if (applied != known)
        {
            _isDirty = true;
            WatchSize();
        }

        return Task.FromResult(new LedgerReceipt(applied, storage.OutlivesSilo ? _stored.GetValueOrDefault(report.Journal) : applied));
    }

    public ValueTask<SessionLedger> Read(string holder) => ValueTask.FromResult(
        Records.TryGetValue(holder, out SessionLedgerRecord? record) ? record.Read(time.GetUtcNow()) : SessionLedger.Empty);

    public async Task<long> Revoke(string holder, DateTimeOffset instant)
    {
        // Of a holder, too, of whom nothing was told yet: a gateway may be cut off.
        long revoked = RecordOf(holder).Revoke(instant, time.GetUtcNow());
        WatchSize();
        _isDirty = true;
        await StoreAsync(); // who is told how many were revoked is told it for good
        return revoked;
    }

    public ValueTask<LedgerTotals> ReadTotals()
    {
        DateTimeOffset now = time.GetUtcNow();
        LedgerTotals totals = state.State.Forgotten;
        foreach (SessionLedgerRecord record in Records.Values)
        {
            totals += record.Total(now);
        }

        return ValueTask.FromResult(totals);
    }

    // How far journals are is kept: what they told before is not to be counted again after.
    public async Task Clear()
    {
        if (Records.Count == 0 && state.State.Forgotten == default)
        {
            return;
        }

        Empty();
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

        Empty();
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
        if (!_isDirty || storage.MachineTime.GetTimestamp() < _nextWrite)
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
        long begun = storage.MachineTime.GetTimestamp();
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

        long end = storage.MachineTime.GetTimestamp();
        _nextWrite = end + ((end - begun) * ShareOfWriting);
        RememberStored();
    }

    private void RememberStored() => _stored = Journals.ToDictionary(journal => journal.Key, journal => journal.Value.Applied);

    private void ForgetOldJournals()
    {
        DateTimeOffset oldest = storage.MachineTime.GetUtcNow() - JournalMemory;
        foreach (Guid journal in Journals.Where(journal => journal.Value.ToldAt < oldest).Select(journal => journal.Key).ToArray())
        {
            Journals.Remove(journal);
        }
    }

    private void Empty() => (state.State.Records, state.State.Forgotten) = ([], default);

    private void WatchSize()
    {
        if (Records.Count > Remembered && _forgetting is null)
        {
            _forgetting = this.RegisterGrainTimer(Forget, new GrainTimerCreationOptions(ForgetInterval, ForgetInterval));
        }
    }

    // Names may be made up for ever. Those are let go whose sessions ended first, and count from then on in what all of them come to.
    private Task Forget(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset oldestToTell = now - JournalMemory;
        var over = new List<(DateTimeOffset End, string Holder)>();
        foreach ((string holder, SessionLedgerRecord record) in Records)
        {
            if (record.FindEnd(now, oldestToTell) is { } end)
            {
                over.Add((end, holder));
            }
        }

        over.Sort(static (a, b) => a.End.CompareTo(b.End));
        int forgotten = Math.Clamp(Records.Count - Remembered, 0, over.Count);
        foreach ((_, string holder) in CollectionsMarshal.AsSpan(over)[..forgotten])
        {
            Records.Remove(holder, out SessionLedgerRecord? record);
            state.State.Forgotten += record!.Total(now);
        }

        _isDirty |= forgotten > 0;
        if (Records.Count < Records.Capacity / 2)
        {
            Records.TrimExcess();
        }

        if (Records.Count <= Remembered)
        {
            _forgetting?.Dispose();
            _forgetting = null;
        }

        return Task.CompletedTask;
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
