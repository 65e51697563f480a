namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>What became of a federated user's sessions. Issued = active + expired + revoked.</summary>
/// <param name="Throttled">GetFederationToken calls for this name that were refused.</param>
/// <param name="Sessions">The last few issued, newest first.</param>
[GenerateSerializer, Immutable, Alias("stssim.FederatedUserLedger")]
public sealed record FederatedUserLedger(
    [property: Id(0)] long Issued,
    [property: Id(1)] long Active,
    [property: Id(2)] long Expired,
    [property: Id(3)] long Revoked,
    [property: Id(4)] long Throttled,
    [property: Id(5)] IReadOnlyList<IssuedSession> Sessions)
{
    public static FederatedUserLedger Empty { get; } = new(0, 0, 0, 0, 0, []);
}
