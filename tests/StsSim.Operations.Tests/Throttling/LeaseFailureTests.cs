using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Tests.Throttling;

public sealed class LeaseFailureTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task A_failure_of_the_lessor_reaches_everybody_who_waits_for_it()
    {
        using var bench = new LeaseBench(_ => throw new TimeoutException("silo lost"));

        Task<bool>[] callers = [.. Enumerable.Range(0, 10).Select(_ => bench.Call())];
        bench.Rest();

        foreach (Task<bool> caller in callers)
        {
            await Assert.ThrowsAsync<TimeoutException>(() => caller);
        }

        Assert.Equal(1, bench.Lessor.Asked);
    }

    [Fact]
    public async Task After_a_failure_nobody_asks_for_a_moment_and_then_all_is_well()
    {
        using var bench = new LeaseBench(_ => throw new TimeoutException());
        Task<bool> unlucky = bench.Call();
        bench.Rest();
        await Assert.ThrowsAsync<TimeoutException>(() => unlucky);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Wanted));

        bench.Clock.Advance(Pause - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<TimeoutException>(bench.Call); // an outage is not a refusal
        Assert.Equal(1, bench.Lessor.Asked);

        bench.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(bench.Admit());
    }

    [Fact]
    public void A_failure_while_asking_ahead_harms_nobody_who_has_a_token()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(1));
        bench.Lessor.Answer = request => bench.Lessor.Asked == 1 ? new(LeaseBench.Tokens(1)) : throw new TimeoutException();
        Assert.True(bench.Admit()); // the last token, so more is asked for, in vain
        Assert.Equal(2, bench.Lessor.Asked);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Wanted));

        bench.Clock.Advance(Pause);

        Assert.True(bench.Admit());
    }

    [Fact]
    public void A_failed_settlement_is_not_the_end_of_the_lease()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        bench.Admit();
        bench.Clock.Advance(Pause);
        bench.Lessor.Answer = _ => throw new TimeoutException();
        bench.Settle(Pause);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Wanted));

        bench.Clock.Advance(Pause);

        Assert.True(bench.Admit());
    }

    [Fact]
    public void After_a_failure_the_lease_goes_on_under_a_new_name_and_reports_nothing_of_the_old_one()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        bench.Admit();
        bench.Lessor.Answer = _ => throw new TimeoutException();
        bench.Clock.Advance(Pause);
        bench.Settle(Pause);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Wanted));
        bench.Clock.Advance(Pause);

        Assert.True(bench.Admit());

        LeaseRequest old = bench.Lessor.Requests[0], renewed = bench.Lessor.Requests.First(request => request.Lessee != bench.Lessor.Requests[0].Lessee);
        Assert.NotEqual(old.Lessee, renewed.Lessee);
        Assert.Equal((0, 0), (renewed.Used, renewed.Returned));
    }
}
