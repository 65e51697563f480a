namespace StsSim.Testing;

/// <summary>What became of the sessions of a role or of a user.</summary>
/// <param name="Issued">Equals active + expired + revoked.</param>
/// <param name="Sessions">The last few issued, newest first.</param>
public sealed record SessionLedger(string Arn, long Issued, long Active, long Expired, long Revoked, IReadOnlyList<IssuedSession> Sessions);
