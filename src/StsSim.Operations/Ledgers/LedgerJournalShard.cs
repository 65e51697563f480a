using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Ledgers;

/// <summary>
/// The part of the journal that goes to one ledger shard, in order and one call at a time. What was told is kept until the
/// ledger has stored it: a ledger that was lost with its silo is told again what it knew.
/// </summary>
internal sealed class LedgerJournalShard(ILedgerShardGrain ledger, StsInstruments instruments)
{
    // Flushes without anything new until the ledger is asked whether it has stored what is kept.
    private const int PatientFlushes = 4;

    private readonly Lock _lock = new();
    private readonly Guid _id = Guid.NewGuid();
    private readonly Queue<LedgerBatch> _kept = new();
    private readonly Dictionary<string, long> _throttled = [];
    private List<KeyValuePair<string, IssuedSession>> _issued = [];
    private bool _isWaiting;
    private Task _lastFlush = Task.CompletedTask;
    private long _firstKept = 1;
    private long _applied;
    private int _flushesSinceReport;

    private bool HasNews => _issued.Count > 0 || _throttled.Count > 0;

    /// <summary>Takes a session; returns whether the shard has to wait for a round from now on.</summary>
    public bool Issued(string holder, in IssuedSession session)
    {
        lock (_lock)
        {
            _issued.Add(new(holder, session));
            return BeginWaiting();
        }
    }

    /// <summary>Takes a refusal; returns whether the shard has to wait for a round from now on.</summary>
    public bool Throttled(ReadOnlySpan<char> federatedUser)
    {
        lock (_lock)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_throttled.GetAlternateLookup<ReadOnlySpan<char>>(), federatedUser, out _)++;
            return BeginWaiting();
        }
    }

    /// <summary>Drops what is left to tell.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _issued.Clear();
            _throttled.Clear();
            _firstKept += _kept.Count;
            _kept.Clear();
            _applied = _firstKept - 1;
            _lastFlush = Task.CompletedTask; // how it ended is nobody's concern any more
        }
    }

    /// <summary>Ends a round; returns whether there is something left for another one.</summary>
    public bool EndRound()
    {
        lock (_lock)
        {
            return _isWaiting = HasNews || _kept.Count > 0;
        }
    }

    /// <summary>Returns when everything recorded before the call has been counted by the ledger.</summary>
    /// <param name="mustConfirm">Whether a ledger that was lost since it last answered has to be told anew now, and not within a second.</param>
    public Task FlushAsync(bool mustConfirm)
    {
        lock (_lock)
        {
            return HasNews || _kept.Count > 0 || !_lastFlush.IsCompletedSuccessfully
                ? _lastFlush = FlushAfterAsync(_lastFlush, mustConfirm)
                : Task.CompletedTask;
        }
    }

    private bool BeginWaiting()
    {
        bool begins = !_isWaiting;
        _isWaiting = true;
        return begins;
    }

    private async Task FlushAfterAsync(Task earlier, bool mustConfirm)
    {
        await Task.WhenAny(earlier);
        if (TakeReport(mustConfirm) is not { } report)
        {
            await earlier;
            return;
        }

        // Twice where the ledger turns out to know less than it did.
        do
        {
            instruments.CountGrainCall("ledger");
            report = Accept(await ledger.Record(report), report);
        }
        while (report is not null);
    }

    private LedgerReport? TakeReport(bool mustConfirm)
    {
        lock (_lock)
        {
            if (HasNews)
            {
                _kept.Enqueue(new LedgerBatch(_issued, [.. _throttled]));
                _issued = new(_issued.Count + (_issued.Count / 4)); // the next batch is about as large, and growing would double it
                _throttled.Clear();
            }

            bool isUntold = _applied < _firstKept + _kept.Count - 1;
            if (_kept.Count == 0 || !(isUntold || mustConfirm || ++_flushesSinceReport >= PatientFlushes))
            {
                return null;
            }

            return ReportOfRest();
        }
    }

    // Lets go of what is stored. What is still to tell, or null.
    private LedgerReport? Accept(LedgerReceipt receipt, LedgerReport report)
    {
        lock (_lock)
        {
            bool isKnownLess = receipt.Applied < report.From + report.Batches.Count - 1;
            _applied = receipt.Applied;
            while (_kept.Count > 0 && _firstKept <= receipt.Stored)
            {
                _kept.Dequeue();
                _firstKept++;
            }

            return isKnownLess && _applied + 1 < report.From ? ReportOfRest() : null;
        }
    }

    private LedgerReport ReportOfRest()
    {
        _flushesSinceReport = 0;
        long from = Math.Max(_applied + 1, _firstKept);
        return new LedgerReport(_id, _firstKept, from, [.. _kept.Skip((int)(from - _firstKept))]);
    }
}
