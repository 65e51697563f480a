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

    [Theory]
    [InlineData(1280, 10)] // 1/128 of what is there
    [InlineData(128_000, 40)] // as many as it has use for
    [InlineData(100, 5)] // what it asked for: the bucket is not that rich
    [InlineData(3, 3)]
    public void A_bucket_that_has_plenty_gives_more_than_was_asked_for(double burst, int given)
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(1, burst), _clock);

        Assert.Equal(given, bucket.Grant(Ask(Guid.NewGuid(), wanted: 5) with { Most = 40 }).Tokens);
        Assert.Equal(0, bucket.Grant(Ask(Guid.NewGuid(), wanted: 0) with { Most = 40 }).Tokens);
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

    [Fact]
    public void A_rate_of_one_in_a_hundred_seconds_is_one_in_a_hundred_seconds()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.01, 3), _clock);
        Guid gateway = Guid.NewGuid();
        Assert.Equal(3, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
        LeaseGrant empty = bucket.Grant(Ask(gateway, wanted: 5, used: 3));
        Assert.Equal((0, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(300)), (empty.Tokens, empty.NotBefore, empty.UntilFull));

        for (int token = 0; token < 20; token++)
        {
            _clock.Advance(TimeSpan.FromSeconds(99.999));
            Assert.Equal(0, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
            _clock.Advance(TimeSpan.FromSeconds(0.001));
            Assert.Equal(1, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
            bucket.Grant(Ask(gateway, wanted: 0, used: 1));
        }

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
    }

    [Fact]
    public void A_rate_of_none_never_refills()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0, 2), _clock);
        Guid gateway = Guid.NewGuid();
        Assert.Equal(2, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
        LeaseGrant empty = bucket.Grant(Ask(gateway, wanted: 5, used: 2));
        Assert.Equal((0, TimeSpan.FromMinutes(1), LeaseGrant.LongestMemory), (empty.Tokens, empty.NotBefore, empty.UntilFull));

        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal(0, bucket.Grant(Ask(gateway, wanted: 5)).Tokens);
        Assert.Equal((0, double.PositiveInfinity, double.PositiveInfinity), (bucket.Read().Tokens, bucket.Read().SecondsUntilFull, bucket.Read().SecondsUntilNextToken));
    }

    // Ten times a tenth is a bit less than one, to a machine.
    [Fact]
    public void Sums_of_fractions_lose_no_token()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.1, 1), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 1));
        bucket.Grant(Ask(gateway, wanted: 0, used: 1));

        for (int second = 0; second < 9; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(0, bucket.Grant(Ask(gateway, wanted: 1)).Tokens);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, bucket.Grant(Ask(gateway, wanted: 1)).Tokens);
    }

    [Fact]
    public void Whoever_comes_when_it_was_told_to_finds_a_token()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.03, 1), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 1));
        TimeSpan wait = bucket.Grant(Ask(gateway, wanted: 1, used: 1)).NotBefore;
        Assert.Equal(1 / 0.03, wait.TotalSeconds, 6);

        _clock.Advance(wait);

        Assert.Equal(1, bucket.Grant(Ask(gateway, wanted: 1)).Tokens);
    }

    // The other may give them back, and then nobody has to wait for a slow bucket to fill.
    [Fact]
    public void While_another_gateway_holds_tokens_it_is_worth_asking_again_soon()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.01, 5), _clock);
        Guid first = Guid.NewGuid(), second = Guid.NewGuid();
        bucket.Grant(Ask(first, wanted: 5));
        Assert.Equal(TimeSpan.FromMilliseconds(250), bucket.Grant(Ask(second, wanted: 1)).NotBefore);

        bucket.Grant(Ask(first, wanted: 0, used: 1, returned: 4));

        Assert.Equal(4, bucket.Grant(Ask(second, wanted: 5)).Tokens);
        Assert.Equal(TimeSpan.FromMinutes(1), bucket.Grant(Ask(second, wanted: 5)).NotBefore);
    }

    [Fact]
    public void Reading_counts_what_gateways_hold_and_may_give_back_and_takes_nothing()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(2, 10), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 4));
        Assert.Equal(10, bucket.Read().Tokens);

        bucket.Grant(Ask(gateway, wanted: 0, used: 3, returned: 1));
        _clock.Advance(TimeSpan.FromSeconds(0.25));

        BucketReading reading = bucket.Read();
        Assert.Equal((7.5, 1.25, 0), (reading.Tokens, reading.SecondsUntilFull, reading.SecondsUntilNextToken));
        Assert.Equal(reading, bucket.Read());
    }

    [Fact]
    public void An_empty_bucket_says_when_its_next_token_comes()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0.5, 2), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 2));
        bucket.Grant(Ask(gateway, wanted: 0, used: 2));
        _clock.Advance(TimeSpan.FromSeconds(0.5));

        BucketReading reading = bucket.Read();

        Assert.Equal((0.25, 3.5, 1.5), (reading.Tokens, reading.SecondsUntilFull, reading.SecondsUntilNextToken));
    }

    [Fact]
    public void A_burst_lowered_and_raised_again_is_no_fresh_one()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(1, 10), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 9));
        bucket.Grant(Ask(gateway, wanted: 0, used: 9));

        bucket.Apply(new QuotaLimits(1, 3));
        Assert.Equal(1, bucket.Read().Tokens);
        bucket.Apply(new QuotaLimits(1, 10));
        Assert.Equal(1, bucket.Read().Tokens);

        // What it would have gained beyond the small burst, it has gained of the large one.
        bucket.Apply(new QuotaLimits(1, 3));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, bucket.Read().Tokens);
        bucket.Apply(new QuotaLimits(1, 10));
        Assert.Equal(6, bucket.Read().Tokens);
        bucket.Apply(new QuotaLimits(1, 12));
        Assert.Equal(8, bucket.Read().Tokens);
    }

    [Fact]
    public void Leases_of_limits_that_hold_no_more_keep_the_bucket_from_filling_until_they_are_settled()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(10, 10), _clock);
        Guid told = Guid.NewGuid();
        bucket.Grant(Ask(told, wanted: 10));
        bucket.Apply(new QuotaLimits(20, 10));

        // Its gateway may not have heard of the change, and use them only now.
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);

        bucket.Grant(Ask(told, wanted: 0, used: 4, returned: 6));
        Assert.Equal(0, bucket.Read().Tokens); // what comes back is void
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Assert.Equal(5, bucket.Grant(Ask(Guid.NewGuid(), wanted: 10)).Tokens);
    }

    [Fact]
    public void A_gateway_that_has_not_heard_of_the_change_yet_goes_on_under_its_name()
    {
        var bucket = new LeasedTokenBucket(new QuotaLimits(0, 10), _clock);
        Guid gateway = Guid.NewGuid();
        bucket.Grant(Ask(gateway, wanted: 4));
        bucket.Apply(new QuotaLimits(0, 12));
        Assert.Equal(8, bucket.Grant(Ask(gateway, wanted: 20)).Tokens);

        // Of the twelve it holds, the first four are void.
        bucket.Grant(Ask(gateway, wanted: 0, used: 3, returned: 9));

        Assert.Equal(8, bucket.Read().Tokens);
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
