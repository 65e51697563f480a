namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>The ledger as the control API shows it.</summary>
public sealed record FederatedUserLedger(
    string Arn, long Issued, long Active, long Expired, long Revoked, long Throttled, IReadOnlyList<LedgerSession> Sessions);

/// <summary>One of the last sessions of a ledger.</summary>
public sealed record LedgerSession(string AccessKeyId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt);
