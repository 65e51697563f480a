using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>What a plain list knows of one holder's sessions, and what a ledger may say of them.</summary>
internal sealed class ModelHolder(string name)
{
    /// <summary>A ledger names the last ten: of no more there is a whole list.</summary>
    public const int MostSessions = 10;

    public string Name => name;

    public int Shard => ILedgerShardGrain.ShardOf(name);

    public List<ModelSession> Sessions { get; } = [];

    public List<ModelRevocation> Revocations { get; } = [];

    /// <summary>Refusals by who counted them.</summary>
    public Dictionary<ModelTeller, int> Throttled { get; } = [];

    public bool IsBusy { get; set; }

    /// <summary>Fails where a ledger says what cannot be.</summary>
    /// <param name="mustBeIn">Sessions that it has to know of.</param>
    /// <param name="from">It was read then or later.</param>
    /// <param name="to">It was read then or earlier.</param>
    public void Check(SessionLedger ledger, IEnumerable<ModelSession> mustBeIn, DateTimeOffset from, DateTimeOffset to)
    {
        var known = Sessions.ToDictionary(session => session.Key);
        string[] told = [.. ledger.Sessions.Select(session => session.AccessKeyId)];
        Assert.True(told.All(known.ContainsKey), $"{name} has a session that nobody has issued: {string.Join(' ', told)}");
        Assert.True(told.Distinct().Count() == told.Length && ledger.Issued == told.Length, $"{name} has {ledger.Issued} sessions, one of them twice: {string.Join(' ', told)}");
        foreach (ModelSession session in mustBeIn)
        {
            Assert.True(told.Contains(session.Key), $"{name} was told of {session.Key}, and has {string.Join(' ', told)}");
        }

        Assert.True(ledger.Issued == ledger.Active + ledger.Expired + ledger.Revoked, $"{name}: {ledger.Issued} issued, {ledger.Active} active, {ledger.Expired} expired, {ledger.Revoked} revoked");
        foreach (ModelTeller teller in Sessions.Select(session => session.Teller).Distinct())
        {
            string[] inOrder = [.. told.Reverse().Where(key => known[key].Teller == teller)];
            Assert.Equal(inOrder.Order(StringComparer.Ordinal), inOrder);
        }

        int mustBeActive = told.Select(key => known[key]).Count(session =>
            !session.IsOver(to) && !Revocations.Any(revocation => revocation.Concerns(session)));
        int mayBeActive = told.Select(key => known[key]).Count(session =>
            !session.IsOver(from) && !Revocations.Any(revocation => revocation.IsAcknowledged && revocation.Concerns(session)));
        Assert.True(
            ledger.Active >= mustBeActive && ledger.Active <= mayBeActive,
            $"{name} has {ledger.Active} active sessions; from {mustBeActive} to {mayBeActive} of {string.Join(' ', told)} can be");
        int mustBeRevoked = told.Select(key => known[key]).Count(session => Revocations.Any(revocation =>
            revocation.AcknowledgedAt is { } at && revocation.Concerns(session) && !session.IsOver(at)));
        Assert.True(ledger.Revoked >= mustBeRevoked, $"{name} has {ledger.Revoked} revoked sessions, and {mustBeRevoked} were");
        Assert.True(ledger.Throttled <= Throttled.Values.Sum(), $"{name} was throttled {ledger.Throttled} times, which is too often");
    }
}
