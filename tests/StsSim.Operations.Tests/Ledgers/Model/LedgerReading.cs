using StsSim.Grains.Ledgers;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>A read of one holder's ledger under way, and what it has to bring.</summary>
internal sealed class LedgerReading(ModelHolder holder)
{
    private readonly Dictionary<ModelTeller, int> _issuedBefore = holder.Sessions.Select(session => session.Teller).Distinct()
        .ToDictionary(teller => teller, teller => teller.Issued);

    private readonly Dictionary<ModelTeller, int> _confirmed = [];

    public ModelHolder Holder => holder;

    /// <summary>When the ledger is read.</summary>
    public DateTimeOffset At { get; private set; }

    public IReadOnlyList<ModelSession> MustBeIn { get; private set; } = [];

    /// <summary>Whether all sessions of the holder are over, so that the ledger may count him among the others.</summary>
    public bool MayBeForgotten { get; private set; }

    /// <summary>A gateway has told so many of its sessions since the read began.</summary>
    public void Confirm(ModelTeller teller, int issued) =>
        _confirmed[teller] = Math.Max(_confirmed.GetValueOrDefault(teller), Math.Min(issued, _issuedBefore.GetValueOrDefault(teller)));

    /// <summary>A silo was killed after gateways had told the ledger there: what is not in storage it may not know.</summary>
    public void Forget(int shard)
    {
        if (holder.Shard == shard)
        {
            _confirmed.Clear();
        }
    }

    public void Take(LedgerShardState? stored, DateTimeOffset now)
    {
        At = now;
        string[] inStorage = stored is not null && stored.Records.TryGetValue(holder.Name, out SessionLedgerRecord? record)
            ? [.. record.Read(now).Sessions.Select(session => session.AccessKeyId)]
            : [];
        MustBeIn = [.. holder.Sessions.Where(session => inStorage.Contains(session.Key) || session.Number <= _confirmed.GetValueOrDefault(session.Teller))];
        MayBeForgotten = holder.Sessions.All(session => session.IsOver(now) || holder.Revocations.Any(revocation => revocation.Concerns(session)));
    }
}
