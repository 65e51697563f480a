using StsSim.Grains.Ledgers;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>A read of one holder's ledger under way, and what it has to bring.</summary>
/// <param name="activation">Of the ledger when the read began.</param>
internal sealed class LedgerReading(ModelHolder holder, int activation)
{
    private readonly Dictionary<ModelTeller, int> _issuedBefore = holder.Sessions.Select(session => session.Teller).Distinct()
        .ToDictionary(teller => teller, teller => teller.Issued);

    private readonly Dictionary<ModelTeller, int> _confirmed = [];

    public ModelHolder Holder => holder;

    /// <summary>When the ledger was asked.</summary>
    public DateTimeOffset At { get; private set; }

    public IReadOnlyList<ModelSession> MustBeIn { get; private set; } = [];

    /// <summary>Whether all sessions of the holder are over, so that the ledger may count him among the others.</summary>
    public bool MayBeForgotten { get; private set; }

    /// <summary>A gateway has told so many of its sessions since the read began.</summary>
    public void Confirm(ModelTeller teller, int issued) =>
        _confirmed[teller] = Math.Max(_confirmed.GetValueOrDefault(teller), Math.Min(issued, _issuedBefore.GetValueOrDefault(teller)));

    /// <param name="activationNow">Of the ledger: what was told to another, and is not in storage, this one may not know.</param>
    public void Take(LedgerShardState? stored, int activationNow, DateTimeOffset now)
    {
        At = now;
        string[] inStorage = stored is not null && stored.Records.TryGetValue(holder.Name, out SessionLedgerRecord? record)
            ? [.. record.Read(now).Sessions.Select(session => session.AccessKeyId)]
            : [];
        MustBeIn = [.. holder.Sessions.Where(session => inStorage.Contains(session.Key) || (activationNow == activation && IsTold(session)))];
        MayBeForgotten = holder.Sessions.All(session => session.IsOver(now) || holder.Revocations.Any(revocation => revocation.Concerns(session)));
    }

    private bool IsTold(ModelSession session) => session.Number <= _confirmed.GetValueOrDefault(session.Teller);
}
