using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

public sealed class ConcurrentCallersTests
{
    private const int Callers = 100;

    [Fact]
    public void A_hundred_who_wait_ask_one_question()
    {
        using var bench = new LeaseBench(_ => default);
        var answer = new TaskCompletionSource<LeaseGrant>();
        bench.Lessor.Answer = _ => new(answer.Task);

        Task<bool>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => bench.Call())];
        bench.Rest();
        Assert.All(callers, caller => Assert.False(caller.IsCompleted));
        Assert.Equal(1, bench.Lessor.Asked);

        answer.SetResult(LeaseBench.Tokens(Callers));
        bench.Rest();
        Assert.All(callers, caller => Assert.True(caller.IsCompletedSuccessfully));
        Assert.Equal(1, bench.Lessor.MostAskedAtOnce);
    }

    [Fact]
    public async Task A_hundred_who_come_to_a_fresh_lease_are_all_admitted_with_few_questions()
    {
        int left = Callers;
        using var bench = new LeaseBench(request =>
        {
            int tokens = Math.Min(request.Wanted, left);
            left -= tokens;
            return new LeaseGrant(tokens, left > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        });

        Task<bool>[] callers = [.. Enumerable.Range(0, Callers).Select(_ => bench.Call())];
        bench.Rest();

        Assert.DoesNotContain(false, await Task.WhenAll(callers));
        Assert.Equal(1, bench.Lessor.Requests[0].Wanted);
        Assert.InRange(bench.Lessor.Asked, 2, 4); // each question speaks for all who wait
        Assert.False(bench.Admit());
    }

    [Fact]
    public async Task Whatever_threads_do_no_token_is_lost_or_used_twice_and_questions_never_overlap()
    {
        const int Tokens = 30_000;
        int left = Tokens;
        var lessor = new ScriptedLessor(async request =>
        {
            await Task.Yield();
            int tokens = Math.Min(request.Wanted, left); // safe: one question at a time
            left -= tokens;
            return new LeaseGrant(tokens, left > 0 ? TimeSpan.Zero : TimeSpan.FromHours(1));
        });
        using var instruments = new StsInstruments();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var account = new AccountLeases(new AccountId(1), 1, KnownGrains.None, clock, instruments);
        var lease = new TokenLease(lessor, "bucket", clock, instruments);

        long[] admitted = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            long mine = 0;
            while (await lease.TryAdmitAsync(account))
            {
                mine++;
            }

            return mine;
        }, TestContext.Current.CancellationToken)));

        Assert.Equal(Tokens, admitted.Sum());
        Assert.Equal(1, lessor.MostAskedAtOnce);
        Assert.Equal(lessor.Asked, instruments.GrainCallCount);
    }
}
