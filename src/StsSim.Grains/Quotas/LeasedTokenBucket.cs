using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

/// <summary>
/// A token bucket that gives its tokens away in leases and yet never lets more than burst + rate x t requests pass in
/// any interval t.
/// </summary>
/// <remarks>
/// What is leased and not yet known to be used still counts as being in the bucket: tokens here and tokens out there
/// are never more than the burst. So the bucket stops filling while gateways sit on tokens, and an idle gateway cannot
/// save up a second burst. A gateway settles what it used, and when; leases not settled within
/// <see cref="LeaseGrant.Lifetime"/> are written off.
/// </remarks>
internal sealed class LeasedTokenBucket
{
    // Below this a gateway gains nothing by asking again; it bounds the grain calls of a flooded bucket to 200 a second.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time;
    private readonly Dictionary<Guid, Lease> _leases = [];
    private QuotaLimits _limits;
    private double _level;
    private long _filledAt;

    public LeasedTokenBucket(QuotaLimits limits, TimeProvider time)
    {
        _time = time;
        _limits = limits;
        _level = limits.Burst;
        _filledAt = time.GetTimestamp();
    }

    /// <summary>
    /// Changes the limits at once: what was used stays used, and a larger burst is there at once. Leases given under the
    /// old limits are void: gateways drop them, too.
    /// </summary>
    public void Apply(QuotaLimits limits)
    {
        if (limits == _limits)
        {
            return;
        }

        FillUntil(_time.GetTimestamp());
        _level = Math.Min(_level + Math.Max(0, limits.Burst - _limits.Burst), limits.Burst);
        _limits = limits;
        _leases.Clear();
    }

    public LeaseGrant Grant(in LeaseRequest request)
    {
        long now = _time.GetTimestamp();
        WriteOffExpired(now);
        Settle(request, now);
        FillUntil(now);

        int tokens = Math.Min(request.Wanted, FairShare());
        if (tokens > 0)
        {
            _level -= tokens;
            ref Lease lease = ref CollectionsMarshal.GetValueRefOrAddDefault(_leases, request.Lessee, out _);
            lease = new Lease(lease.Tokens + tokens, now);
        }

        return new LeaseGrant(tokens, _level >= 1 ? TimeSpan.Zero : UntilNextToken());
    }

    // Used tokens leave the bucket when they were used, not when that is told: filling may resume from there.
    private void Settle(in LeaseRequest request, long now)
    {
        if (!_leases.TryGetValue(request.Lessee, out Lease lease))
        {
            return;
        }

        int used = Math.Min(request.Used, lease.Tokens);
        int returned = Math.Min(request.Returned, lease.Tokens - used);
        if (used > 0)
        {
            FillUntil(now - (long)(request.SinceLastUse.TotalSeconds * _time.TimestampFrequency));
        }

        _level += returned;
        int left = lease.Tokens - used - returned;
        if (left == 0)
        {
            _leases.Remove(request.Lessee);
        }
        else
        {
            _leases[request.Lessee] = lease with { Tokens = left };
        }
    }

    private void FillUntil(long instant)
    {
        if (instant <= _filledAt)
        {
            return;
        }

        int leased = 0;
        foreach (Lease lease in _leases.Values)
        {
            leased += lease.Tokens;
        }

        double gained = _limits.RequestsPerSecond * _time.GetElapsedTime(_filledAt, instant).TotalSeconds;
        _level = Math.Max(_level, Math.Min(_level + gained, _limits.Burst - leased));
        _filledAt = instant;
    }

    // Oldest first, and each at the end of its lifetime: its tokens may have been used until then, so until then the
    // bucket does not fill in their place.
    private void WriteOffExpired(long now)
    {
        while (_leases.Count > 0)
        {
            (Guid lessee, Lease oldest) = _leases.MinBy(lease => lease.Value.GivenAt);
            long end = oldest.GivenAt + (long)(LeaseGrant.Lifetime.TotalSeconds * _time.TimestampFrequency);
            if (now <= end)
            {
                return;
            }

            FillUntil(end);
            _leases.Remove(lessee);
        }
    }

    // One gateway may have all there is; several divide it, in slices that shrink as the bucket empties.
    private int FairShare()
    {
        int gateways = Math.Max(1, _leases.Count);
        return (int)Math.Min(int.MaxValue, gateways == 1 ? _level : Math.Max(Math.Min(1, _level), _level / gateways));
    }

    private TimeSpan UntilNextToken()
    {
        if (_limits.RequestsPerSecond <= 0)
        {
            return LongestWait;
        }

        double seconds = (1 - _level) / _limits.RequestsPerSecond;
        return TimeSpan.FromSeconds(Math.Clamp(seconds, ShortestWait.TotalSeconds, LongestWait.TotalSeconds));
    }

    private readonly record struct Lease(int Tokens, long GivenAt);
}
