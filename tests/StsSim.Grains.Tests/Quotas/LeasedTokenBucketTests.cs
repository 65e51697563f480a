using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Quotas;

namespace StsSim.Grains.Tests.Quotas;

public sealed class LeasedTokenBucketTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Tokens_not_known_to_be_used_keep_the_bucket_from_filling()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(10, 10), _clock);
        Guid gateway = Guid.NewGuid();
        Assert.Equal(10, bucket.Grant(Ask(gateway, wanted: 10)).Tokens);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);
    }

    [Fact]
    public void Filling_resumes_from_when_tokens_were_used_not_from_when_that_was_told()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(10, 1), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 1));

        _clock.Advance(TimeSpan.FromMilliseconds(100));

        LeaseGrant grant = bucket.Grant(Ask(gateway, wanted: 1, used: 1, sinceLastUse: TimeSpan.FromMilliseconds(100)));
        Assert.Equal(1, grant.Tokens);
    }

    [Fact]
    public void Returned_tokens_can_be_given_to_another_gateway()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(1, 10), _clock);
        Guid first = Guid.NewGuid();
        bucket.Grant(Ask(first, wanted: 10));

        bucket.Grant(Ask(first, wanted: 0, used: 4, returned: 6));

        Assert.Equal(6, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);
    }

    [Fact]
    public void A_dead_gateways_tokens_are_written_off_and_earned_again()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(10, 10), _clock);
        bucket.Grant(Ask(Guid.NewGuid(), wanted: 10));

        // It may have used them all in the last moment of their lifetime; from then on the bucket fills.
        _clock.Advance(LeaseGrant.Lifetime + TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);
    }

    [Fact]
    public void Rates_far_below_one_a_second_are_kept()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.05, 1), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 5));

        LeaseGrant empty = bucket.Grant(Ask(gateway, wanted: 5, used: 1));
        Assert.Equal((0, TimeSpan.FromSeconds(20)), (empty.Tokens, empty.NotBefore));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
    }

    [Theory]
    [InlineData(1, 50, 50)]
    [InlineData(2, 50, 1)]
    [InlineData(4, 600, 600)]
    [InlineData(4, 3, 7)]
    public void In_no_interval_do_gateways_admit_more_than_burst_and_rate_allow(int gateways, double rate, double burst)
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(rate, burst), _clock);
        var random = new Random(gateways * 7919);
        var fleet = Enumerable.Range(0, gateways).Select(_ => new ModelGateway(Guid.NewGuid())).ToArray();
        var admittedAt = new List<double>();
        double now = 0;
        while (now < 60)
        {
            double step = random.NextDouble() * (random.Next(20) == 0 ? 1.5 : 0.02); // floods, with pauses to save up in
            _clock.Advance(TimeSpan.FromSeconds(step));
            now += step;
            ModelGateway gateway = fleet[random.Next(gateways)];
            if (gateway.Tokens == 0)
            {
                gateway.AskFor(bucket, random.Next(1, 40), now);
            }

            for (int uses = random.Next(5); uses > 0 && gateway.TryUse(now); uses--)
            {
                admittedAt.Add(now);
            }
        }

        for (int from = 0; from < admittedAt.Count; from++)
        {
            for (int to = from; to < admittedAt.Count; to++)
            {
                Assert.True(to - from + 1 <= burst + (rate * (admittedAt[to] - admittedAt[from])) + 1e-6);
            }
        }

        Assert.True(admittedAt.Count > rate, "the model admitted hardly anything, so it proved nothing");
    }

    private static LeaseRequest Ask(Guid gateway, int wanted, int used = 0, TimeSpan sinceLastUse = default, int returned = 0) =>
        new(gateway, 1, used, sinceLastUse, returned, wanted);

    // Uses its tokens whenever it likes within their lifetime, and settles only when it asks again: the worst case.
    private sealed class ModelGateway(Guid id)
    {
        private double _expiresAt;
        private double _lastUsedAt;
        private int _used;

        public int Tokens { get; private set; }

        public void AskFor(LeasedTokenBucket bucket, int wanted, double now)
        {
            Tokens = bucket.Grant(Ask(id, wanted, _used, TimeSpan.FromSeconds(now - _lastUsedAt))).Tokens;
            _expiresAt = now + LeaseGrant.Lifetime.TotalSeconds;
            _used = 0;
        }

        public bool TryUse(double now)
        {
            if (now >= _expiresAt)
            {
                Tokens = 0;
            }

            if (Tokens == 0)
            {
                return false;
            }

            Tokens--;
            _used++;
            _lastUsedAt = now;
            return true;
        }
    }
}
