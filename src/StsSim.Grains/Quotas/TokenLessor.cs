using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

/// <summary>A bucket under the limits of one version of an account; what grains that lease tokens have in common.</summary>
internal sealed class TokenLessor(TimeProvider time)
{
    private static readonly TimeSpan WithoutLimits = TimeSpan.FromSeconds(1);

    private LeasedTokenBucket? _bucket;
    private long _version = -1;

    /// <summary>Whether the gateway knows a newer version of the account than this lessor.</summary>
    public bool MustReload(in LeaseRequest request) => request.AccountVersion > _version;

    /// <param name="limits"><see langword="null"/> where the account, or this bucket of it, is no more.</param>
    public void Apply(long version, QuotaLimits? limits)
    {
        _version = version;
        if (limits is null)
        {
            _bucket = null;
        }
        else if (_bucket is null)
        {
            _bucket = new LeasedTokenBucket(limits, time);
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
