namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>A customer-managed policy.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ManagedPolicyDefinition")]
public sealed record ManagedPolicyDefinition(
    [property: Id(0)] string Arn,
    [property: Id(1)] string Document);
