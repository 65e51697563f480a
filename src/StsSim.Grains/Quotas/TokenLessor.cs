using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

/// <summary>A bucket under the limits of one version of an account; what grains that lease tokens have in common.</summary>
internal sealed class TokenLessor(TimeProvider time)
{
    private static readonly TimeSpan WithoutLimits = TimeSpan.FromSeconds(1);

    private LeasedTokenBucket? _bucket;
    private long _version = -1;
    private long _defaultQuotasVersion = -1;
    private DateTimeOffset _provisionedAt;

    /// <summary>Whether the gateway knows a newer version of the account, or of the quotas it follows, than this lessor.</summary>
    public bool MustReload(in LeaseRequest request) =>
        request.AccountVersion > _version || request.DefaultQuotasVersion > _defaultQuotasVersion;

    /// <param name="account"><see langword="null"/> where the account is no more.</param>
    /// <param name="limits"><see langword="null"/> where it has no such bucket.</param>
    public void Apply(VersionedQuotas? account, QuotaLimits? limits)
    {
        _version = account?.Version ?? 0;
        _defaultQuotasVersion = account?.DefaultQuotasVersion ?? 0;
        if (account is null || limits is null)
        {
            _bucket = null;
        }
        else if (_bucket is null || account.ProvisionedAt != _provisionedAt)
        {
            _bucket = new LeasedTokenBucket(limits, time);
            _provisionedAt = account.ProvisionedAt;
        }
        else
        {
            _bucket.Apply(limits);
        }
    }

    public LeaseGrant Lease(in LeaseRequest request) => _bucket is null
        ? new LeaseGrant(0, WithoutLimits)
        : _bucket.Grant(request);
}
