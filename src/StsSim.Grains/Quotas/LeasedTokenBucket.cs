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
    // Sums of fractions: a tenth of a token ten times over is one.
    private const double Rounding = 1e-9;

    // Of what is in it nobody misses that much: four gateways that sit on it strand three hundredths.
    private const int Spare = 128;

    // Below this a gateway gains nothing by asking again; it bounds the grain calls of a flooded bucket to 200 a second.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // While others hold tokens: what they do not use, they give back about that soon.
    private static readonly TimeSpan LongestWaitForOthers = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly Dictionary<Guid, Lease> _leases = [];
    private QuotaLimits _limits;
    private double _level;
    private long _filledAt;

    // What was used of a burst that has been lowered since: where it is raised again, that much of it is not there.
    private double _owed;

    public LeasedTokenBucket(QuotaLimits limits, TimeProvider time)
    {
        _time = time;
        _limits = limits;
        _level = limits.Burst;
        _filledAt = time.GetTimestamp();
    }

    /// <summary>
    /// A bucket in place of one that was lost with its silo. Nobody knows how full that was, nor what gateways still held
    /// of it, so it begins empty, and to fill when the last of its leases has ended.
    /// </summary>
    /// <param name="lostAt">When it gave its last token away, at the latest.</param>
    public static LeasedTokenBucket InPlaceOfLost(QuotaLimits limits, long lostAt, TimeProvider time) => new(limits, time)
    {
        _level = 0,
        _filledAt = lostAt + (long)(LeaseGrant.Lifetime.TotalSeconds * time.TimestampFrequency),
    };

    /// <summary>When it was last asked, and if everything leased is used; infinite where it never is.</summary>
    public double SecondsUntilFull => _level < _limits.Burst ? SecondsUntilItFills + ((_limits.Burst - _level) / _limits.RequestsPerSecond) : 0;

    // More than none where it is in place of a lost one whose leases have not ended.
    private double SecondsUntilItFills => Math.Max(0, _time.GetElapsedTime(_time.GetTimestamp(), _filledAt).TotalSeconds);

    /// <summary>
    /// Changes the limits at once: what was used stays used, and a larger burst is there at once. Leases given under the
    /// old limits are void: gateways drop them, too, and until they say so the bucket does not fill in their place.
    /// </summary>
    public void Apply(QuotaLimits limits)
    {
        if (limits == _limits)
        {
            return;
        }

        Advance();
        double growth = limits.Burst - _limits.Burst;
        if (growth < 0)
        {
            double level = Math.Min(_level, limits.Burst);
            _owed += -growth - (_level - level);
            _level = level;
        }
        else
        {
            double paid = Math.Min(growth, _owed);
            _owed -= paid;
            _level += growth - paid;
        }

        _limits = limits;
        foreach (Guid lessee in _leases.Keys)
        {
            ref Lease lease = ref CollectionsMarshal.GetValueRefOrNullRef(_leases, lessee);
            lease = lease with { Tokens = 0, Void = lease.Void + lease.Tokens };
        }
    }

    public LeaseGrant Grant(in LeaseRequest request)
    {
        long now = _time.GetTimestamp();
        WriteOffExpired(now);
        Settle(request, now);
        FillUntil(now);

        int wanted = request.Wanted > 0 ? Math.Max(request.Wanted, (int)Math.Min(request.Most, _level / Spare)) : 0;
        int tokens = Math.Min(wanted, FairShare());
        if (tokens > 0)
        {
            _level -= tokens;
            ref Lease lease = ref CollectionsMarshal.GetValueRefOrAddDefault(_leases, request.Lessee, out _);
            lease = new Lease(lease.Tokens + tokens, lease.Void, now);
        }

        return new LeaseGrant(tokens, _level >= 1 - Rounding ? TimeSpan.Zero : UntilNextToken(request.Lessee))
        {
            UntilFull = Span(SecondsUntilFull, LeaseGrant.LongestMemory),
        };
    }

    /// <summary>Brings it to what it is now.</summary>
    public void Advance()
    {
        long now = _time.GetTimestamp();
        WriteOffExpired(now);
        FillUntil(now);
    }

    /// <summary>The bucket as it is now.</summary>
    public BucketReading Read()
    {
        Advance();
        double tokens = _level;
        foreach (Lease lease in _leases.Values)
        {
            tokens += lease.Tokens;
        }

        return new BucketReading(_limits, Math.Clamp(tokens, 0, _limits.Burst));
    }

    // Used tokens leave the bucket when they were used, not when that is told: filling may resume from there.
    private void Settle(in LeaseRequest request, long now)
    {
        if (!_leases.TryGetValue(request.Lessee, out Lease lease))
        {
            return;
        }

        if (request.Used > 0)
        {
            FillUntil(now - (long)(request.SinceLastUse.TotalSeconds * _time.TimestampFrequency));
        }

        lease = lease.Without(request.Used, out _).Without(request.Returned, out int returned);
        _level += returned;
        if (lease.Outstanding == 0)
        {
            _leases.Remove(request.Lessee);
        }
        else
        {
            _leases[request.Lessee] = lease;
        }
    }

    private void FillUntil(long instant)
    {
        if (instant <= _filledAt)
        {
            return;
        }

        int outstanding = 0;
        bool someVoid = false;
        foreach (Lease lease in _leases.Values)
        {
            outstanding += lease.Outstanding;
            someVoid |= lease.Void > 0;
        }

        double gained = _limits.RequestsPerSecond * _time.GetElapsedTime(_filledAt, instant).TotalSeconds;
        double level = Math.Max(_level, Math.Min(_level + gained, _limits.Burst - outstanding));
        if (_owed > 0 && !someVoid)
        {
            _owed = Math.Max(0, _owed - (gained - (level - _level)));
        }

        _level = level;
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
        int gateways = 0;
        foreach (Lease lease in _leases.Values)
        {
            gateways += lease.Tokens > 0 ? 1 : 0;
        }

        double level = _level + Rounding;
        return (int)Math.Min(int.MaxValue, gateways <= 1 ? level : Math.Max(Math.Min(1, level), level / gateways));
    }

    private TimeSpan UntilNextToken(Guid asking)
    {
        TimeSpan longest = LongestWait;
        foreach (Guid lessee in _leases.Keys)
        {
            longest = lessee == asking ? longest : LongestWaitForOthers;
        }

        TimeSpan wait = Span(SecondsUntilItFills + ((1 - _level) / _limits.RequestsPerSecond), longest);
        return wait > ShortestWait ? wait : ShortestWait;
    }

    // Rounded up: whoever comes after it finds what was promised. Nothing in no time is infinity, and so the longest.
    private static TimeSpan Span(double seconds, TimeSpan longest) =>
        seconds < longest.TotalSeconds ? TimeSpan.FromTicks((long)Math.Ceiling((seconds * TimeSpan.TicksPerSecond) - Rounding)) : longest;

    /// <param name="Tokens">Given under the limits that hold.</param>
    /// <param name="Void">Given under others before; returned, they are gone.</param>
    private readonly record struct Lease(int Tokens, int Void, long GivenAt)
    {
        public int Outstanding => Tokens + Void;

        /// <summary>The lease once some tokens are accounted for, the void ones first.</summary>
        /// <param name="good">Those of them that were not void.</param>
        public Lease Without(int tokens, out int good)
        {
            int voided = Math.Min(tokens, Void);
            good = Math.Min(tokens - voided, Tokens);
            return this with { Tokens = Tokens - good, Void = Void - voided };
        }
    }
}
