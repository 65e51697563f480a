namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>What became of somebody's sessions. Issued = active + expired + revoked.</summary>
/// <param name="Throttled">GetFederationToken calls for this name that were refused; 0 for whoever is no federated user.</param>
/// <param name="Sessions">The last few issued, newest first.</param>
[GenerateSerializer, Immutable, Alias("stssim.SessionLedger")]
public sealed record SessionLedger(
    [property: Id(0)] long Issued,
    [property: Id(1)] long Active,
    [property: Id(2)] long Expired,
    [property: Id(3)] long Revoked,
    [property: Id(4)] long Throttled,
    [property: Id(5)] IReadOnlyList<IssuedSession> Sessions)
{
    public static SessionLedger Empty { get; } = new(0, 0, 0, 0, 0, []);
}
