namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A token bucket: what it gains a second and what it holds at most.</summary>
[GenerateSerializer, Immutable, Alias("stssim.QuotaLimits")]
public sealed record QuotaLimits([property: Id(0)] double RequestsPerSecond, [property: Id(1)] double Burst);
