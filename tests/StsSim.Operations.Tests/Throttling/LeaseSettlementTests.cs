using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Tests.Throttling;

public sealed class LeaseSettlementTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void An_idle_lease_tells_what_it_used_gives_back_the_rest_and_may_be_forgotten()
    {
        using var bench = new LeaseBench(request => request.Wanted == 0 ? LeaseBench.Tokens(0) : LeaseBench.Tokens(10));
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(bench.Admit()));
        bench.Clock.Advance(Idle);

        Assert.False(bench.Settle(Idle));
        LeaseRequest settlement = bench.Lessor.Requests[^1];
        Assert.Equal((3, 7, 0), (settlement.Used, settlement.Returned, settlement.Wanted));
        Assert.Equal(Idle, settlement.SinceLastUse);

        Assert.True(bench.Settle(Idle));
        Assert.Equal(2, bench.Lessor.Asked);
        Assert.True(bench.Admit()); // from a new slice: the old one is gone
        Assert.Equal(3, bench.Lessor.Asked);
    }

    [Fact]
    public void A_lease_in_use_is_not_settled()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        bench.Admit();
        bench.Clock.Advance(Idle - TimeSpan.FromTicks(1));

        Assert.False(bench.Settle(Idle));
        Assert.Equal(1, bench.Lessor.Asked);
    }

    [Fact]
    public void A_lease_that_only_met_refusals_may_be_forgotten_without_asking()
    {
        using var bench = new LeaseBench(_ => LeaseBench.NothingFor(TimeSpan.FromSeconds(1)));
        Assert.False(bench.Admit());
        bench.Clock.Advance(Idle);

        Assert.True(bench.Settle(Idle));
        Assert.Equal(1, bench.Lessor.Asked);
    }

    [Fact]
    public void A_lease_that_is_asking_is_not_settled_at_the_same_time()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);
        Task<bool> caller = bench.Call();
        bench.Rest();
        bench.Clock.Advance(Idle);

        Assert.False(bench.Settle(Idle));
        answer.SetResult(LeaseBench.Tokens(1));
        bench.Rest();
        Assert.True(caller.IsCompletedSuccessfully);
        Assert.Equal(1, bench.Lessor.MostAskedAtOnce);
    }

    [Fact]
    public void A_caller_who_comes_during_a_settlement_waits_for_it_and_asks_then()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        bench.Admit();
        bench.Clock.Advance(Idle);
        var settled = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(settled.Task);
        bench.Settle(Idle);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Wanted));

        Task<bool> caller = bench.Call();
        bench.Rest();
        Assert.False(caller.IsCompleted);

        settled.SetResult(LeaseBench.Tokens(0));
        bench.Rest();
        Assert.True(caller.IsCompletedSuccessfully);
        Assert.Equal([1, 0, 1], bench.Lessor.Requests.Take(3).Select(request => request.Wanted));
        Assert.Equal(1, bench.Lessor.MostAskedAtOnce);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_a_long_run_the_reports_add_up_to_what_was_granted_and_admitted(int seed)
    {
        var random = new Random(seed);
        using var bench = new LeaseBench(_ => default);
        long granted = 0, admitted = 0;
        DateTimeOffset lastAdmission = bench.Clock.GetUtcNow();
        bench.Lessor.Answer = request =>
        {
            TimeSpan idle = bench.Clock.GetUtcNow() - lastAdmission; // or the caller who asks took a token just now
            Assert.True(request.SinceLastUse == idle || request.SinceLastUse == TimeSpan.Zero);
            int tokens = random.Next(4) == 0 ? 0 : Math.Min(request.Wanted, random.Next(1, 60));
            granted += tokens;
            return new(tokens > 0 || request.Wanted == 0 ? LeaseBench.Tokens(tokens) : LeaseBench.NothingFor(TimeSpan.FromMilliseconds(random.Next(1, 40))));
        };

        for (int step = 0; step < 20_000; step++)
        {
            // Never still for longer than a lease lives, so that no token is lost.
            bench.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(50) == 0 ? random.Next(300) : random.Next(3)));
            if (random.Next(200) == 0)
            {
                bench.Settle(Idle);
            }

            if (bench.Admit())
            {
                admitted++;
                lastAdmission = bench.Clock.GetUtcNow();
            }
        }

        Assert.InRange(admitted, 5_000, 20_000);
        bench.Clock.Advance(Idle);
        bench.Settle(Idle);
        Assert.True(bench.Settle(Idle));
        Assert.Equal(admitted, bench.Lessor.Requests.Sum(request => (long)request.Used));
        Assert.Equal(granted, bench.Lessor.Requests.Sum(request => (long)request.Used + request.Returned));
    }
}
