namespace StsSim.Grains.Abstractions.Leases;

/// <summary>A lease as the registry knows it: whose account, and until when; not its keys.</summary>
[GenerateSerializer, Immutable, Alias("stssim.RegisteredLease")]
public sealed record RegisteredLease(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] DateTimeOffset ExpiresAt);
