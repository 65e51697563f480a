namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>An experiment as the registry knows it.</summary>
/// <param name="AccountId">The account it is for, or <see langword="null"/> for the whole world.</param>
/// <param name="EndedAt"><see langword="null"/> while it runs.</param>
[GenerateSerializer, Immutable, Alias("stssim.ExperimentSummary")]
public sealed record ExperimentSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] long Seed,
    [property: Id(3)] string? AccountId,
    [property: Id(4)] ExperimentState State,
    [property: Id(5)] DateTimeOffset StartedAt,
    [property: Id(6)] DateTimeOffset? EndedAt);
