namespace StsSim.Grains.Ledgers;

/// <summary>
/// How many sessions expire when, in bounded space. To the second while there are few different seconds; beyond that
/// neighbours are merged into wider buckets, and a session may count as active for up to one bucket's width too long.
/// </summary>
[GenerateSerializer, Alias("stssim.ExpiryBuckets")]
internal sealed class ExpiryBuckets
{
    private const int MaximumBuckets = 256;

    [Id(0)] private readonly List<Bucket> _buckets = new(1);
    [Id(1)] private long _width = 1;

    /// <summary>Sessions not yet taken out.</summary>
    [Id(2)]
    public long Count { get; private set; }

    /// <param name="expiresAt">Epoch seconds.</param>
    public void Add(long expiresAt, long sessions = 1)
    {
        Count += sessions;
        Insert(RoundUp(expiresAt), sessions);
        if (_buckets.Count > MaximumBuckets)
        {
            Widen();
        }
    }

    /// <summary>Takes out every session that has expired by <paramref name="now"/>; returns how many.</summary>
    public long TakeExpired(long now)
    {
        int expired = 0;
        long sessions = 0;
        while (expired < _buckets.Count && _buckets[expired].ExpiresAt <= now)
        {
            sessions += _buckets[expired++].Sessions;
        }

        _buckets.RemoveRange(0, expired);
        Count -= sessions;
        return sessions;
    }

    // Sessions of one length expire in the order they were issued, so the place is nearly always at the end.
    private void Insert(long expiresAt, long sessions)
    {
        int at = _buckets.Count;
        while (at > 0 && _buckets[at - 1].ExpiresAt > expiresAt)
        {
            at--;
        }

        if (at > 0 && _buckets[at - 1].ExpiresAt == expiresAt)
        {
            _buckets[at - 1] = new Bucket(expiresAt, _buckets[at - 1].Sessions + sessions);
        }
        else
        {
            _buckets.Insert(at, new Bucket(expiresAt, sessions));
        }
    }

    private void Widen()
    {
        while (_buckets.Count > MaximumBuckets)
        {
            _width *= 2;
            Bucket[] narrow = [.. _buckets];
            _buckets.Clear();
            foreach (Bucket bucket in narrow)
            {
                Insert(RoundUp(bucket.ExpiresAt), bucket.Sessions);
            }
        }
    }

    private long RoundUp(long second) => (second + _width - 1) / _width * _width;

    [GenerateSerializer, Immutable, Alias("stssim.ExpiryBucket")]
    internal readonly record struct Bucket([property: Id(0)] long ExpiresAt, [property: Id(1)] long Sessions);
}
