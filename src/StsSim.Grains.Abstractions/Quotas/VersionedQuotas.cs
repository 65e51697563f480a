namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>An account's quotas and the version of the account they stand in.</summary>
/// <param name="ProvisionedAt">Buckets of an account provisioned anew are new, and full.</param>
[GenerateSerializer, Immutable, Alias("stssim.VersionedQuotas")]
public sealed record VersionedQuotas(
    [property: Id(0)] long Version,
    [property: Id(1)] AccountQuotas Quotas,
    [property: Id(2)] DateTimeOffset ProvisionedAt);
