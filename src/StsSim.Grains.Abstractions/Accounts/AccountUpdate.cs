namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One step of an account from a version to the next, as it is told to gateways and kept in the journal.</summary>
/// <param name="Version">After the change; <c>Version - 1</c> is the one it applies to.</param>
[GenerateSerializer, Immutable, Alias("stssim.AccountUpdate")]
public sealed record AccountUpdate(
    [property: Id(0)] string AccountId,
    [property: Id(1)] long Version,
    [property: Id(2)] AccountChange Change);
