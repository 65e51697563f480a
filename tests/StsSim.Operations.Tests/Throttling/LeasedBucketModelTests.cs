using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Quotas;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>Gateways' leases against the real bucket: together they are one token bucket, exactly.</summary>
public sealed class LeasedBucketModelTests
{
    [Theory]
    [InlineData(1, 50, 50, 0)]
    [InlineData(1, 600, 600, 3)]
    [InlineData(2, 50, 1, 0)]
    [InlineData(2, 50, 50, 20)]
    [InlineData(2, 600, 60, 3)]
    [InlineData(4, 10, 10, 0)]
    [InlineData(4, 50, 50, 20)]
    [InlineData(4, 600, 600, 0)]
    [InlineData(4, 600, 600, 30)]
    [InlineData(2, 50, 2000, 3)]
    [InlineData(4, 100, 20_000, 20)]
    public void In_no_interval_is_more_admitted_than_burst_and_rate_allow(int gateways, double rate, double burst, int latencyMilliseconds)
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            using var fleet = new ModelFleet(gateways, new QuotaLimits(rate, burst), TimeSpan.FromMilliseconds(latencyMilliseconds));
            var random = new Random(seed);
            while (fleet.Elapsed < TimeSpan.FromSeconds(60))
            {
                // Floods, trickles and pauses, at gateways that change, so that tokens lie about and expire.
                int gateway = random.Next(gateways);
                double seconds = random.NextDouble();
                TimeSpan gap = TimeSpan.FromSeconds(random.Next(3) switch { 0 => seconds / 5, 1 => 2 / rate, _ => 0.2 / rate });
                for (TimeSpan end = fleet.Elapsed + TimeSpan.FromSeconds(seconds); fleet.Elapsed < end;)
                {
                    fleet.Call(gateway);
                    fleet.Advance(gap);
                }

                fleet.Advance(TimeSpan.FromSeconds(random.Next(4) == 0 ? random.NextDouble() * 4 : 0));
                if (random.Next(4) == 0)
                {
                    fleet.SettleIdle();
                }
            }

            Assert.Equal(0, fleet.Overdraft);
            Assert.True(fleet.Admitted > 5 * rate, "hardly anything was admitted, so nothing was proved");
        }
    }

    [Theory]
    [InlineData(1, 50, 50, 0)]
    [InlineData(2, 600, 60, 3)]
    [InlineData(4, 50, 200, 20)]
    [InlineData(4, 600, 600, 30)]
    public void Nor_is_more_admitted_while_silos_and_gateways_are_killed(int gateways, double rate, double burst, int latencyMilliseconds)
    {
        for (int seed = 1; seed <= 10; seed++)
        {
            using var fleet = new ModelFleet(gateways, new QuotaLimits(rate, burst), TimeSpan.FromMilliseconds(latencyMilliseconds));
            var random = new Random(seed);
            TimeSpan nextLoss = TimeSpan.FromSeconds(5 * random.NextDouble());
            while (fleet.Elapsed < TimeSpan.FromSeconds(60))
            {
                fleet.Call(random.Next(gateways));
                fleet.Advance(TimeSpan.FromSeconds(random.NextDouble() / rate));
                if (random.Next(200) == 0)
                {
                    fleet.Advance(TimeSpan.FromSeconds(random.NextDouble() * 3));
                    fleet.SettleIdle();
                }

                if (fleet.Elapsed >= nextLoss)
                {
                    nextLoss = fleet.Elapsed + TimeSpan.FromSeconds(12 * random.NextDouble());
                    if (random.Next(2) == 0)
                    {
                        fleet.LoseGateway(random.Next(gateways));
                    }
                    else
                    {
                        fleet.LoseBucket(noticedAfter: TimeSpan.FromSeconds(3 * random.NextDouble()));
                    }
                }
            }

            Assert.Equal(0, fleet.Overdraft);
            Assert.True(fleet.Admitted > 2 * rate, "hardly anything was admitted, so nothing was proved");
        }
    }

    [Fact]
    public void A_bucket_in_place_of_a_lost_one_is_full_again_when_the_lost_one_would_have_been()
    {
        var clock = new FakeTimeProvider();
        clock.Advance(TimeSpan.FromMinutes(1));
        var bucket = LeasedTokenBucket.InPlaceOfLost(new QuotaLimits(10, 30), clock.GetTimestamp(), clock);
        var ask = new LeaseRequest(Guid.NewGuid(), 1, Used: 0, TimeSpan.Zero, Returned: 0, Wanted: 100);

        LeaseGrant first = bucket.Grant(ask);
        Assert.Equal((0, TimeSpan.FromSeconds(2.1), TimeSpan.FromSeconds(5)), (first.Tokens, first.NotBefore, first.UntilFull));
        clock.Advance(first.NotBefore);
        Assert.Equal(1, bucket.Grant(ask).Tokens);
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Equal(29, bucket.Grant(ask).Tokens);

        // Asked for the first time long after.
        var late = LeasedTokenBucket.InPlaceOfLost(new QuotaLimits(10, 30), clock.GetTimestamp() - (10 * clock.TimestampFrequency), clock);
        Assert.Equal(30, late.Grant(ask with { Lessee = Guid.NewGuid() }).Tokens);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(1, 600)]
    [InlineData(2, 50)]
    [InlineData(2, 600)]
    [InlineData(4, 50)]
    [InlineData(4, 600)]
    public void At_ten_times_the_quota_at_least_95_percent_of_it_is_admitted(int gateways, double rate)
    {
        using var fleet = new ModelFleet(gateways, new QuotaLimits(rate, rate), latency: TimeSpan.Zero);
        TimeSpan gap = TimeSpan.FromSeconds(1 / (rate * 10));
        for (int call = 0; call < rate * 10 * 10; call++)
        {
            fleet.Call(call % gateways);
            fleet.Advance(gap);
        }

        double quota = rate + (rate * 10);
        Assert.Equal(0, fleet.Overdraft);
        Assert.InRange(fleet.Admitted, 0.95 * quota, quota);
        Assert.InRange(fleet.GrainCalls, 1, gateways * 10 * 250); // a flood of refusals costs no call each
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Far_below_one_a_second_the_quota_is_admitted_and_no_more(int gateways)
    {
        using var fleet = new ModelFleet(gateways, new QuotaLimits(0.01, 3), latency: TimeSpan.Zero);
        for (int second = 0; second < 3_000; second++)
        {
            fleet.Call(second % gateways);
            fleet.Advance(TimeSpan.FromSeconds(1));
            fleet.SettleIdle();
        }

        Assert.Equal(0, fleet.Overdraft);
        Assert.InRange(fleet.Admitted, 3 + 29, 3 + 30);
        Assert.InRange(fleet.GrainCalls, 1, gateways * 3_000 / 30); // about once a minute, and around each token
    }

    [Fact]
    public void What_a_silent_gateway_may_have_used_to_the_last_moment_is_not_given_out_again_at_once()
    {
        var clock = new FakeTimeProvider();
        var bucket = new LeasedTokenBucket(new QuotaLimits(10, 10), clock);
        var ask = new LeaseRequest(Guid.NewGuid(), 1, Used: 0, TimeSpan.Zero, Returned: 0, Wanted: 10);
        Assert.Equal(10, bucket.Grant(ask).Tokens);

        clock.Advance(LeaseGrant.Lifetime + TimeSpan.FromMilliseconds(100));

        // Ten passed just before their lifetime ended, for all one knows; since then one token has come.
        Assert.Equal(1, bucket.Grant(ask with { Lessee = Guid.NewGuid() }).Tokens);
    }
}
