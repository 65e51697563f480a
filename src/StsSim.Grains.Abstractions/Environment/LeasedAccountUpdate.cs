namespace StsSim.Grains.Abstractions.Environment;

/// <summary>One step of the environment that only says that a leased account exists, or is no more: of ten thousand, one.</summary>
/// <param name="Version">Of the environment after it; the step before has the version before.</param>
[GenerateSerializer, Immutable, Alias("stssim.LeasedAccountUpdate")]
public sealed record LeasedAccountUpdate(
    [property: Id(0)] long Version,
    [property: Id(1)] string AccountId,
    [property: Id(2)] bool Exists);
