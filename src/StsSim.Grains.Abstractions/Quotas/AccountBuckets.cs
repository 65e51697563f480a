namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>The buckets of an account that gateways remember, by name.</summary>
/// <param name="IsTruncated">Whether there are more than these.</param>
[GenerateSerializer, Immutable, Alias("stssim.AccountBuckets")]
public sealed record AccountBuckets(
    [property: Id(0)] IReadOnlyDictionary<string, BucketReading> Buckets,
    [property: Id(1)] bool IsTruncated);
