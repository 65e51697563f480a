namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>One session as its ledger remembers it.</summary>
/// <param name="SessionName">Of a role's session its <c>RoleSessionName</c>; others have none.</param>
[GenerateSerializer, Immutable, Alias("stssim.IssuedSession")]
public readonly record struct IssuedSession(
    [property: Id(0)] string AccessKeyId,
    [property: Id(1)] DateTimeOffset IssuedAt,
    [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] string? SessionName = null);
