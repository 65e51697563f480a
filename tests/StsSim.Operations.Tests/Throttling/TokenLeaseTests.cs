using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Tests.Throttling;

public sealed class TokenLeaseTests
{
    [Fact]
    public async Task A_refusal_costs_no_further_question_until_the_lessor_said()
    {
        using var bench = new LeaseBench(_ => LeaseBench.NothingFor(TimeSpan.FromMilliseconds(30)));
        Assert.False(bench.Admit());

        for (int i = 0; i < 100; i++)
        {
            Task<bool> caller = bench.Call();
            Assert.True(caller.IsCompletedSuccessfully); // without having to wait
            Assert.False(await caller);
        }

        bench.Clock.Advance(TimeSpan.FromMilliseconds(30) - TimeSpan.FromTicks(1));
        Assert.False(bench.Admit());
        Assert.Equal(1, bench.Lessor.Asked);

        bench.Clock.Advance(TimeSpan.FromTicks(1));
        Task<bool>[] callers = [.. Enumerable.Range(0, 100).Select(_ => bench.Call())];
        bench.Rest();
        Assert.All(callers, caller => Assert.True(caller is { IsCompletedSuccessfully: true }));
        Assert.Equal(2, bench.Lessor.Asked);
        Assert.Equal(2, bench.GrainCalls);
    }

    [Fact]
    public void The_last_tokens_may_be_used_before_asking_again_is_worth_while()
    {
        using var bench = new LeaseBench(_ => new LeaseGrant(3, TimeSpan.FromSeconds(1)));

        Assert.Equal([true, true, true, false], [bench.Admit(), bench.Admit(), bench.Admit(), bench.Admit()]);
        Assert.Equal(1, bench.Lessor.Asked);
    }

    [Fact]
    public void More_is_asked_for_at_half_and_no_caller_waits_for_it()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(request.Wanted));
        int slice = BeginSlice(bench);
        Assert.InRange(slice, 15, 25); // 20 ms of traffic

        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);
        int asked = bench.Lessor.Asked;
        int before = 0, meanwhile = 0;
        Task<bool> waiting;
        while ((waiting = bench.Call()).IsCompletedSuccessfully)
        {
            _ = bench.Lessor.Asked == asked ? before++ : meanwhile++;
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
            bench.Rest();
        }

        Assert.Equal(asked + 1, bench.Lessor.Asked);
        Assert.InRange(before, slice / 4, slice);
        Assert.InRange(meanwhile, slice / 4, slice);

        bench.Rest();
        Assert.False(waiting.IsCompleted);
        answer.SetResult(LeaseBench.Tokens(slice));
        bench.Rest();
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public void After_a_pause_nothing_is_asked_for_ahead()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(request.Wanted));
        Assert.True(bench.Admit());
        for (int second = 0; second < 5; second++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            bench.Settle(TimeSpan.FromMilliseconds(250));
            int asked = bench.Lessor.Asked;
            Assert.True(bench.Admit());
            Assert.Equal(asked + 1, bench.Lessor.Asked);
        }
    }

    [Fact]
    public void Of_plenty_no_more_is_asked_for_until_half_of_it_is_gone()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(request.Wanted));
        int slice = BeginSlice(bench);
        bench.Lessor.Answer = request => new(LeaseBench.Tokens(request.Most));
        int asked = bench.Lessor.Asked;
        while (bench.Lessor.Asked == asked)
        {
            Admit();
        }

        int admitted = 0;
        for (asked++; bench.Lessor.Asked == asked; admitted++)
        {
            Admit();
        }

        Assert.InRange(admitted, 5 * slice * 0.8, 6 * slice * 1.2);

        void Admit()
        {
            Assert.True(bench.Admit());
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Tokens_are_good_for_their_lifetime_and_no_longer(long ticksAfter, bool admitted)
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        Assert.True(bench.Admit());
        bench.Lessor.Answer = _ => new(LeaseBench.NothingFor(TimeSpan.FromSeconds(1)));

        bench.Clock.Advance(LeaseGrant.Lifetime - TimeSpan.FromTicks(1) + TimeSpan.FromTicks(ticksAfter));

        Assert.Equal(admitted, bench.Admit());
        Assert.Equal(admitted ? 1 : 2, bench.Lessor.Asked);
    }

    [Fact]
    public void The_lifetime_counts_from_the_question_and_not_from_the_answer()
    {
        using var bench = new LeaseBench(_ => LeaseBench.Tokens(10));
        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);
        Task<bool> waiting = bench.Call();
        bench.Rest();
        bench.Clock.Advance(TimeSpan.FromSeconds(1.5));
        answer.SetResult(LeaseBench.Tokens(10));
        bench.Rest();
        Assert.True(waiting.IsCompletedSuccessfully);

        bench.Lessor.Answer = _ => new(LeaseBench.NothingFor(TimeSpan.FromSeconds(1)));
        bench.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(bench.Admit());
    }

    [Fact]
    public void Tokens_that_expired_while_the_lessor_was_asked_are_not_revived_by_its_answer()
    {
        using var bench = new LeaseBench(request => LeaseBench.Tokens(request.Wanted));
        BeginSlice(bench);
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);
        int asked = bench.Lessor.Asked;
        while (bench.Lessor.Asked == asked)
        {
            Assert.True(bench.Admit()); // until half are gone
        }

        // By now the lessor may have written the old ones off, before the question reached it.
        bench.Clock.Advance(TimeSpan.FromSeconds(1.1));
        answer.SetResult(new LeaseGrant(2, TimeSpan.FromSeconds(1)));
        bench.Rest();
        Guid lost = bench.Lessor.Requests[^1].Lessee;
        bench.Lessor.Answer = _ => new(new LeaseGrant(1, TimeSpan.FromSeconds(1)));

        // Which of its tokens the lessor still counts cannot be known, so none is used and a new lease begins.
        Assert.Equal([true, false, false], [bench.Admit(), bench.Admit(), bench.Admit()]);
        Assert.NotEqual(lost, bench.Lessor.Requests[^1].Lessee);
    }

    [Fact]
    public void The_question_says_who_asks_and_from_which_version_of_the_account()
    {
        using var bench = new LeaseBench(_ => new LeaseGrant(1, TimeSpan.FromMilliseconds(1)));
        bench.Admit();
        bench.Account.Version = 7;
        bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        bench.Admit();

        Assert.Single(bench.Lessor.Requests.Select(request => request.Lessee).Distinct());
        Assert.Equal([1, 7], bench.Lessor.Requests.Select(request => request.AccountVersion));
    }

    // A thousand callers a second until the size of a slice has settled and a new one was just granted.
    private static int BeginSlice(LeaseBench bench)
    {
        int asked = 0;
        for (int i = 0; i < 400 || bench.Lessor.Asked == asked; i++)
        {
            asked = bench.Lessor.Asked;
            Assert.True(bench.Admit());
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return bench.Lessor.Requests[^1].Wanted;
    }
}
