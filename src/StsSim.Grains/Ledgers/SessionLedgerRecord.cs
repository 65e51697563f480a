using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <summary>The compact account of one holder's sessions. Issued = active + expired + revoked at all times.</summary>
[GenerateSerializer, Alias("stssim.SessionLedgerRecord")]
internal sealed class SessionLedgerRecord
{
    private const int RememberedSessions = 10;

    [Id(0)] private readonly ExpiryBuckets _active = new();
    [Id(1)] private readonly List<IssuedSession> _last = new(1);
    [Id(2)] private long _issued;
    [Id(3)] private long _expired;
    [Id(4)] private long _revoked;
    [Id(5)] private long _throttled;
    [Id(6)] private DateTimeOffset _revokedBefore = DateTimeOffset.MinValue;

    public void Issue(in IssuedSession session)
    {
        _issued++;
        if (session.IssuedAt <= _revokedBefore)
        {
            _revoked++; // told only now, but issued before the revocation
        }
        else
        {
            _active.Add(session.ExpiresAt.ToUnixTimeSeconds());
        }

        if (_last.Count == RememberedSessions)
        {
            _last.RemoveAt(0);
        }

        _last.Add(session);
    }

    public void Throttle(long requests) => _throttled += requests;

    public long Revoke(DateTimeOffset instant, DateTimeOffset now)
    {
        Expire(now);
        long revoked = _active.TakeAll();
        _revoked += revoked;
        _revokedBefore = instant;
        return revoked;
    }

    public long CountActive(DateTimeOffset now)
    {
        Expire(now);
        return _active.Count;
    }

    public SessionLedger Read(DateTimeOffset now)
    {
        Expire(now);
        IssuedSession[] newestFirst = [.. _last];
        Array.Reverse(newestFirst);
        return new SessionLedger(_issued, _active.Count, _expired, _revoked, _throttled, newestFirst);
    }

    private void Expire(DateTimeOffset now) => _expired += _active.TakeExpired(now.ToUnixTimeSeconds());
}
