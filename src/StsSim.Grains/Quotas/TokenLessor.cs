using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

/// <summary>
/// A bucket under the limits of one version of an account; what grains that lease tokens have in common. It keeps its
/// grain active until the bucket is full: an activation that forgot would begin with a full one. Where a silo was lost, or is
/// leaving, buckets begin empty (<see cref="SiloDepartures"/>): no loss lets more through than the limits say.
/// </summary>
/// <param name="grain">Whose bucket it is.</param>
/// <param name="bucket">The <see cref="BucketName"/>.</param>
internal sealed class TokenLessor(IGrainBase grain, IAccountGrain account, string bucket, TimeProvider time, IGrainRuntime runtime, SiloDepartures departures)
{
    // A bucket that takes longer to fill, or never does, is looked at that often: its account may be gone, or its kind.
    private static readonly TimeSpan ReviewInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan WithoutLimits = TimeSpan.FromSeconds(1);

    // Between the clocks of two silos, one of which knows when an account began and the other when a silo left.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    // Kept for a while where the account has taken its kind away: what was used stays used should it come back.
    private LeasedTokenBucket? _bucket;
    private bool _isInForce;
    private long _version = -1;
    private long _defaultQuotasVersion = -1;
    private DateTimeOffset? _provisionedAt;
    private IGrainTimer? _review;

    public async ValueTask<LeaseGrant> LeaseAsync(LeaseRequest request)
    {
        // The gateway knows a newer version of the account, or of the quotas it follows, than this.
        if (request.AccountVersion > _version || request.DefaultQuotasVersion > _defaultQuotasVersion)
        {
            await ReloadAsync();
        }

        LeaseGrant? grant = _bucket?.Grant(_isInForce ? request : request with { Wanted = 0 });
        KeepUntilFull();
        return _isInForce && grant is { } given ? given : new LeaseGrant(0, WithoutLimits);
    }

    /// <returns><see langword="null"/> where the account has no such bucket.</returns>
    public async ValueTask<BucketReading?> ReadAsync()
    {
        await ReloadAsync();
        return _isInForce ? _bucket?.Read() : null;
    }

    private async Task ReloadAsync()
    {
        VersionedQuotas? current = await account.GetQuotas();
        QuotaLimits? limits = current is null ? null : BucketName.LimitsOf(bucket, current.Quotas);
        _version = current?.Version ?? 0;
        _defaultQuotasVersion = current?.DefaultQuotasVersion ?? 0;
        _isInForce = limits is not null;
        if (current?.ProvisionedAt != _provisionedAt)
        {
            _bucket = null; // of an account that is no more
            _provisionedAt = current?.ProvisionedAt;
        }

        if (limits is null)
        {
            return;
        }

        if (_bucket is null)
        {
            _bucket = await BeginAsync(limits, current!.ProvisionedAt);
        }
        else
        {
            _bucket.Apply(limits);
        }
    }

    // Full, unless it may be in place of one that was lost: none of an account that began since can have been.
    private async ValueTask<LeasedTokenBucket> BeginAsync(QuotaLimits limits, DateTimeOffset provisionedAt) =>
        await departures.FindLastAsync() is { } departure && provisionedAt < departure.At + ClockTolerance
            ? LeasedTokenBucket.InPlaceOfLost(limits, departure.Timestamp, time)
            : new LeasedTokenBucket(limits, time);

    private async Task ReviewAsync()
    {
        await ReloadAsync();
        _bucket = _isInForce ? _bucket : null;
        _bucket?.Advance();
        KeepUntilFull();
    }

    private void KeepUntilFull()
    {
        double seconds = _bucket?.SecondsUntilFull ?? 0;
        if (seconds <= ReviewInterval.TotalSeconds)
        {
            _review?.Dispose();
            _review = null;
            runtime.DelayDeactivation(grain.GrainContext, TimeSpan.FromSeconds(seconds));
        }
        else
        {
            // Two of them, so that it is still there when it is looked at.
            runtime.DelayDeactivation(grain.GrainContext, 2 * ReviewInterval);
            _review ??= grain.RegisterGrainTimer(ReviewAsync, new GrainTimerCreationOptions(ReviewInterval, ReviewInterval));
        }
    }
}
