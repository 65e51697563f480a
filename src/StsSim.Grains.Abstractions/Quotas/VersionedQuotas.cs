namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>The quotas an account is under and the version of the account they stand in.</summary>
/// <param name="ProvisionedAt">Buckets of an account provisioned anew are new, and full.</param>
[GenerateSerializer, Immutable, Alias("stssim.VersionedQuotas")]
public sealed record VersionedQuotas(
    [property: Id(0)] long Version,
    [property: Id(1)] AccountQuotas Quotas,
    [property: Id(2)] DateTimeOffset ProvisionedAt)
{
    /// <summary>The version of the environment the quotas are of, where they are the world's; 0 where they are the account's own.</summary>
    [Id(3)] public long DefaultQuotasVersion { get; init; }
}
