namespace StsSim.Testing;

/// <summary>What became of a federated user's sessions.</summary>
/// <param name="Issued">Equals active + expired + revoked.</param>
/// <param name="Throttled">GetFederationToken calls for this name that were refused.</param>
/// <param name="Sessions">The last few issued, newest first.</param>
public sealed record FederatedUserLedger(
    string Arn, long Issued, long Active, long Expired, long Revoked, long Throttled, IReadOnlyList<IssuedSession> Sessions);
