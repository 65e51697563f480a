namespace StsSim.Grains.Abstractions.Cluster;

/// <summary>A key of session tokens, without its secret.</summary>
/// <param name="RetiredAt">When another took its place; <see langword="null"/> for the one that seals, and for one that is about to.</param>
[GenerateSerializer, Immutable, Alias("stssim.SealingKeyStatus")]
public sealed record SealingKeyStatus([property: Id(0)] uint KeyId, [property: Id(1)] DateTimeOffset CreatedAt, [property: Id(2)] DateTimeOffset? RetiredAt);
