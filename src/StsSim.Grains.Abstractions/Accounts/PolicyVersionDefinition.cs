namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One version of a managed policy.</summary>
/// <param name="Number">e.g. 1 for <c>v1</c>.</param>
/// <param name="Document">JSON.</param>
[GenerateSerializer, Immutable, Alias("stssim.PolicyVersionDefinition")]
public sealed record PolicyVersionDefinition(
    [property: Id(0)] int Number,
    [property: Id(1)] string Document,
    [property: Id(2)] DateTimeOffset CreatedAt);
