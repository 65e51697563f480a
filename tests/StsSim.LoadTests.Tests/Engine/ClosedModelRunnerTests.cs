using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Tests.Engine;

/// <summary>Real time, for callers are tasks; only counts are judged, never how fast anything was.</summary>
public sealed class ClosedModelRunnerTests
{
    private static readonly TimeSpan Call = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task As_many_callers_are_at_work_as_the_load_says_and_no_more()
    {
        (int most, int begun, int left) = await RunAsync(new KeepConstant(5, TimeSpan.FromSeconds(0.6)));

        Assert.Equal((5, 0), (most, left));

        // Who has an answer asks again.
        Assert.True(begun > 5, $"{begun}");
    }

    [Fact]
    public async Task Callers_join_as_the_load_rises()
    {
        (int most, _, int left) = await RunAsync(
            new RampingConstant(0, 8, TimeSpan.FromSeconds(0.4)), new KeepConstant(8, TimeSpan.FromSeconds(0.2)));

        Assert.Equal((8, 0), (most, left));
    }

    [Fact]
    public async Task Who_is_one_too_many_goes_after_the_answer()
    {
        var clock = new RunClock(TimeProvider.System);
        var runner = new ClosedModelRunner(clock);
        var answered = new TaskCompletionSource();
        int begun = 0;
        Task run = runner.RunAsync(
            [new KeepConstant(4, TimeSpan.FromSeconds(0.3)), new KeepConstant(1, TimeSpan.FromSeconds(0.3))],
            _ => Interlocked.Increment(ref begun) <= 4 ? answered.Task : Task.Delay(Call),
            CancellationToken.None);

        // None has had an answer before the load fell, so all are still there; then three go.
        await clock.DelayUntilAsync(TimeSpan.FromSeconds(0.45), TestContext.Current.CancellationToken);
        Assert.Equal(4, begun);
        answered.SetResult();
        await run;
        await runner.Idle;
        Assert.Equal(0, runner.InFlight);
    }

    private static async Task<(int Most, int Begun, int Left)> RunAsync(params CopiesSimulation[] load)
    {
        var runner = new ClosedModelRunner(new RunClock(TimeProvider.System));
        var gate = new Lock();
        int atWork = 0;
        int most = 0;
        int begun = 0;
        await runner.RunAsync(
            load,
            async _ =>
            {
                lock (gate)
                {
                    begun++;
                    most = Math.Max(most, ++atWork);
                }

                await Task.Delay(Call);
                lock (gate)
                {
                    atWork--;
                }
            },
            CancellationToken.None);
        await runner.Idle;
        return (most, begun, runner.InFlight);
    }
}
