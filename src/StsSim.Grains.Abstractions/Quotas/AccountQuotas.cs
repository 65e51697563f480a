namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>The quotas of one account. A request has to pass every bucket that it falls into.</summary>
/// <param name="Default">
/// The bucket of each Region, shared by the operations that AWS has share it, and the limits of each other operation's
/// own bucket there unless <see cref="Operations"/> names it.
/// </param>
/// <param name="PerFederatedUser">A bucket for each federated user's name besides, or none, as in AWS.</param>
[GenerateSerializer, Immutable, Alias("stssim.AccountQuotas")]
public sealed record AccountQuotas([property: Id(0)] QuotaLimits Default, [property: Id(1)] QuotaLimits? PerFederatedUser)
{
    /// <summary>
    /// 600 requests a second per account and Region, as AWS users report; AWS publishes no burst, a second's worth is
    /// assumed.
    /// </summary>
    public static AccountQuotas Aws { get; } = new(new QuotaLimits(600, 600), PerFederatedUser: null);

    /// <summary>A bucket for each IAM user, role and root user that calls, or none, as in AWS.</summary>
    [Id(2)] public QuotaLimits? PerPrincipal { get; init; }

    /// <summary>A bucket for each address that requests come from, or none, as in AWS.</summary>
    [Id(3)] public QuotaLimits? PerSource { get; init; }

    /// <summary>Operations with limits of their own, and so a bucket of their own in each Region; never empty.</summary>
    [Id(4)] public IReadOnlyDictionary<string, QuotaLimits>? Operations { get; init; }

    /// <param name="operation"><see langword="null"/> for the bucket that operations share.</param>
    public QuotaLimits LimitsOf(string? operation) =>
        operation is not null && Operations is not null && Operations.TryGetValue(operation, out QuotaLimits? limits) ? limits : Default;

    public bool Equals(AccountQuotas? other) =>
        other is not null
        && Default == other.Default
        && PerFederatedUser == other.PerFederatedUser
        && PerPrincipal == other.PerPrincipal
        && PerSource == other.PerSource
        && HasSameOperations(other);

    public override int GetHashCode() => HashCode.Combine(Default, PerFederatedUser, PerPrincipal, PerSource, Operations?.Count);

    private bool HasSameOperations(AccountQuotas other)
    {
        if (Operations is null || other.Operations is null || Operations.Count != other.Operations.Count)
        {
            return Operations is null && other.Operations is null;
        }

        foreach ((string operation, QuotaLimits limits) in Operations)
        {
            if (!other.Operations.TryGetValue(operation, out QuotaLimits? others) || others != limits)
            {
                return false;
            }
        }

        return true;
    }
}
