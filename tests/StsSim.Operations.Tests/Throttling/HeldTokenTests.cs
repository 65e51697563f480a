using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

/// <summary>Tokens of requests that other buckets still decide about.</summary>
public sealed class HeldTokenTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void One_given_back_serves_somebody_else_and_was_never_reported()
    {
        using var bench = new LeaseBench(request => new LeaseGrant(Math.Min(request.Wanted, 1), TimeSpan.FromSeconds(1)));
        for (int i = 0; i < 10; i++)
        {
            HeldToken token = bench.Hold();
            Assert.False(token.IsRefused);
            Assert.True(bench.Hold().IsRefused);
            token.GiveBack();
        }

        Assert.Equal([true, false], [bench.Admit(), bench.Admit()]);
        Assert.Equal(0, Assert.Single(bench.Lessor.Requests).Used);
    }

    [Fact]
    public void One_used_is_reported_like_any_other()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(request.Used == 0 ? 1 : 0));

        Assert.True(bench.Use(bench.Hold()));

        Assert.Equal([0, 1], bench.Lessor.Requests.Select(request => request.Used)); // the last one, so more was asked for
    }

    [Fact]
    public void One_that_lapsed_meanwhile_cannot_be_used_or_given_back()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(1));
        HeldToken used = bench.Hold(), returned = bench.Hold();
        bench.Lessor.Answer = _ => new(LeaseBench.NothingFor(TimeSpan.FromSeconds(1)));
        bench.Clock.Advance(LeaseGrant.Lifetime);

        Assert.False(bench.Use(used));
        returned.GiveBack();

        Assert.True(bench.Hold().IsRefused);
        Assert.Equal(0, bench.Lessor.Requests[^1].Used);
    }

    // The lessor may have written it off before the question that is answered reached it.
    [Fact]
    public void One_that_lapsed_while_the_lessor_was_asked_is_not_revived_by_its_answer()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(1));
        HeldToken token = bench.Hold();
        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);
        _ = bench.Call();
        bench.Rest();
        bench.Clock.Advance(LeaseGrant.Lifetime);
        answer.SetResult(LeaseBench.Tokens(2));
        bench.Rest();

        Assert.False(bench.Use(token));
    }

    [Fact]
    public void A_lease_of_which_one_is_held_is_not_settled()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(Math.Min(request.Wanted, 1)));
        HeldToken token = bench.Hold();
        bench.Clock.Advance(Idle);
        Assert.False(bench.Settle(Idle));
        Assert.Equal(1, bench.Lessor.Asked);

        token.GiveBack();
        bench.Settle(Idle);

        Assert.Equal((0, 1), (bench.Lessor.Requests[^1].Used, bench.Lessor.Requests[^1].Returned));
        Assert.True(bench.Settle(Idle));
    }

    [Fact]
    public async Task A_failure_of_the_lessor_is_no_refusal()
    {
        using var bench = new LeaseBench(_ => throw new TimeoutException());
        Task<HeldToken> caller = bench.Lease.HoldAsync(bench.Account).AsTask();
        bench.Rest();

        await Assert.ThrowsAsync<TimeoutException>(() => caller);
        Assert.False(bench.Lease.IsEmpty);
        await Assert.ThrowsAsync<TimeoutException>(() => bench.Lease.HoldAsync(bench.Account).AsTask());
    }
}
