using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <summary>
/// The compact account of one holder's sessions; there may be a million holders, most of them with one session.
/// Issued = active + expired + revoked at all times.
/// </summary>
[GenerateSerializer, Alias("stssim.SessionLedgerRecord")]
internal sealed class SessionLedgerRecord
{
    private const int RememberedSessions = 10;

    // While all active sessions end in the same second there is no more than this one, and then none of it.
    [Id(0)] private ExpiryBuckets.Bucket _sole;
    [Id(1)] private ExpiryBuckets? _active;
    [Id(2)] private IssuedSession[] _last = [];
    [Id(3)] private long _issued;
    [Id(4)] private long _revoked;
    [Id(5)] private long _throttled;
    [Id(6)] private long _revokedBefore; // ticks of UTC

    private long Active => _active?.Count ?? _sole.Sessions;

    public void Issue(in IssuedSession session)
    {
        _issued++;
        if (session.IssuedAt.UtcTicks <= _revokedBefore)
        {
            _revoked++; // told only now, but issued before the revocation
        }
        else
        {
            Activate(session.ExpiresAt.ToUnixTimeSeconds());
        }

        if (_last.Length == RememberedSessions)
        {
            Array.Copy(_last, 1, _last, 0, RememberedSessions - 1);
        }
        else
        {
            Array.Resize(ref _last, _last.Length + 1);
        }

        _last[^1] = session;
    }

    public void Throttle(long requests) => _throttled += requests;

    /// <summary>Ends the active sessions issued up to an instant; returns how many those were.</summary>
    public long Revoke(DateTimeOffset instant, DateTimeOffset now)
    {
        Expire(now);
        long active = Active;
        (_sole, _active) = (default, null);
        _revokedBefore = Math.Max(_revokedBefore, instant.UtcTicks);

        // Told already, and issued since; only of the last few it is known when they were.
        foreach (IssuedSession session in _last)
        {
            long expiresAt = session.ExpiresAt.ToUnixTimeSeconds();
            if (session.IssuedAt.UtcTicks > _revokedBefore && expiresAt > now.ToUnixTimeSeconds())
            {
                Activate(expiresAt);
            }
        }

        _revoked += active - Active;
        return active - Active;
    }

    public SessionLedger Read(DateTimeOffset now)
    {
        LedgerTotals totals = Total(now);
        IssuedSession[] newestFirst = [.. _last];
        Array.Reverse(newestFirst);
        return new SessionLedger(totals.Issued, totals.Active, totals.Expired, totals.Revoked, totals.Throttled, newestFirst);
    }

    public LedgerTotals Total(DateTimeOffset now)
    {
        Expire(now);
        return new LedgerTotals(_issued, Active, _issued - Active - _revoked, _revoked, _throttled);
    }

    /// <summary>When the last session told of ends, if all is over and nothing can be told late any more; else <see langword="null"/>.</summary>
    /// <param name="oldestToTell">Nothing is told any more of what was issued before.</param>
    public DateTimeOffset? FindEnd(DateTimeOffset now, DateTimeOffset oldestToTell)
    {
        Expire(now);
        return Active == 0 && _revokedBefore < oldestToTell.UtcTicks ? (_last.Length == 0 ? DateTimeOffset.MinValue : _last[^1].ExpiresAt) : null;
    }

    private void Activate(long expiresAt)
    {
        if (_active is null && (_sole.Sessions == 0 || _sole.ExpiresAt == expiresAt))
        {
            _sole = new ExpiryBuckets.Bucket(expiresAt, _sole.Sessions + 1);
            return;
        }

        if (_active is null)
        {
            _active = new ExpiryBuckets();
            _active.Add(_sole.ExpiresAt, _sole.Sessions);
            _sole = default;
        }

        _active.Add(expiresAt);
    }

    private void Expire(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        _active?.TakeExpired(second);
        if (_active is { Count: 0 })
        {
            _active = null;
        }

        if (_sole.ExpiresAt <= second)
        {
            _sole = default;
        }
    }
}
