using StsSim.Grains.Ledgers;

namespace StsSim.Grains.Tests.Ledgers;

public sealed class ExpiryBucketsTests
{
    [Fact]
    public void A_session_expires_in_its_own_second()
    {
        var buckets = new ExpiryBuckets();
        buckets.Add(1000);

        Assert.Equal(0, buckets.TakeExpired(999));
        Assert.Equal(1, buckets.Count);
        Assert.Equal(1, buckets.TakeExpired(1000));
        Assert.Equal(0, buckets.Count);
    }

    [Fact]
    public void The_order_of_adding_does_not_matter()
    {
        var buckets = new ExpiryBuckets();
        foreach (long second in (long[])[50, 10, 30, 10, 40])
        {
            buckets.Add(second);
        }

        Assert.Equal(3, buckets.TakeExpired(30));
        Assert.Equal(2, buckets.TakeExpired(100));
    }

    [Fact]
    public void Few_seconds_are_kept_exactly_and_many_within_a_bucket_width()
    {
        const int Sessions = 100_000;
        var buckets = new ExpiryBuckets();
        for (int second = 1; second <= Sessions; second++)
        {
            buckets.Add(second);
        }

        // 256 buckets over 100,000 seconds: none is wider than 512 seconds, and no session expires early.
        long expired = 0;
        for (int now = 1000; now <= Sessions; now += 1000)
        {
            expired += buckets.TakeExpired(now);
            Assert.InRange(expired, now - 512, now);
            Assert.Equal(Sessions - expired, buckets.Count);
        }
    }
}
