namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>The quotas of one account.</summary>
/// <param name="Default">The bucket of each Region, shared by all signed operations.</param>
/// <param name="PerFederatedUser">A bucket for each federated user's name besides, or none, as in AWS.</param>
[GenerateSerializer, Immutable, Alias("stssim.AccountQuotas")]
public sealed record AccountQuotas([property: Id(0)] QuotaLimits Default, [property: Id(1)] QuotaLimits? PerFederatedUser)
{
    /// <summary>
    /// 600 requests a second per account and Region, as AWS users report; AWS publishes no burst, a second's worth is
    /// assumed.
    /// </summary>
    public static AccountQuotas Aws { get; } = new(new QuotaLimits(600, 600), PerFederatedUser: null);
}
