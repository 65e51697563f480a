using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Clients;

namespace StsSim.LoadTests.Tests.Engine;

public sealed class OpenModelInjectorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan FourSeconds = TimeSpan.FromSeconds(4);
    private static readonly ScenarioPlan Plan = new(
        [new Phase("only", TimeSpan.Zero, FourSeconds)], [new Inject(100, FourSeconds)], ArrivalSpacing.Even);

    private static readonly InvocationOutcome Ok = new(InvocationEnd.Ok, 1, 1, 0);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Invocations_start_at_their_intended_times_however_long_the_answers_take()
    {
        var clock = new RunClock(_time);
        var started = new List<Invocation>();
        await RunAsync(new OpenModelInjector(clock, 1000), async invocation =>
        {
            started.Add(invocation);
            await Task.Delay(TimeSpan.FromSeconds(2), _time, CancellationToken.None).ConfigureAwait(false);
        });

        Assert.Equal(400, started.Count);
        Assert.All(started, invocation => Assert.InRange(invocation.Lag, TimeSpan.Zero, Step));
    }

    [Fact]
    public async Task A_target_stalled_for_a_second_shows_in_the_99th_percentile()
    {
        var clock = new RunClock(_time);
        var measurements = new GroupMeasurements(Plan, clock);
        var stallEnd = TimeSpan.FromSeconds(2);
        await RunAsync(new OpenModelInjector(clock, 1000), async invocation =>
        {
            measurements.Started(invocation);
            if (clock.Elapsed >= TimeSpan.FromSeconds(1))
            {
                await clock.DelayUntilAsync(stallEnd, CancellationToken.None).ConfigureAwait(false);
            }

            measurements.Ended(invocation, Ok);
        });

        TallyFigures figures = measurements.Totals();
        Assert.Equal(400, figures.Ok);

        // A quarter of the arrivals fell into the stall and waited 1.00, 0.99, 0.98 ... s for its end.
        Assert.InRange(figures.Latency.P99!.Value.TotalMilliseconds, 960, 1000);
        Assert.InRange(figures.Latency.Max!.Value.TotalMilliseconds, 999, 1001);
    }

    [Fact]
    public async Task A_generator_that_is_held_up_counts_its_own_lateness_as_waiting()
    {
        var clock = new RunClock(_time);
        var measurements = new GroupMeasurements(Plan, clock);
        await RunAsync(new OpenModelInjector(clock, 1000), invocation =>
        {
            measurements.Started(invocation);
            if (invocation.Number == 100)
            {
                // The call itself blocks the generator, as a saturated machine would.
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            measurements.Ended(invocation, Ok);
            return Task.CompletedTask;
        });

        TallyFigures figures = measurements.Totals();
        Assert.Equal(400, figures.Offered);
        Assert.InRange(figures.Latency.P99!.Value.TotalMilliseconds, 960, 1000);

        // Counted from the actual start only the blocking call was slow: this is the omission the other figure avoids.
        Assert.InRange(figures.ServiceTime.P99!.Value.TotalMilliseconds, 0, 1);
        GroupResult result = measurements.Result(TestClients.Groups[0]);
        Assert.InRange(result.Lag.P99!.Value.TotalMilliseconds, 950, 1000);
    }

    [Fact]
    public async Task What_exceeds_the_bound_is_dropped_and_told()
    {
        var clock = new RunClock(_time);
        var dropped = new List<TimeSpan>();
        var release = new TaskCompletionSource();
        int started = 0;
        var injector = new OpenModelInjector(clock, 10);
        await FakeTimeRun.ToEndAsync(_time, Step, () => injector.RunAsync(
            Starts(),
            _ =>
            {
                started++;
                return release.Task;
            },
            dropped.Add,
            CancellationToken.None));

        Assert.Equal(10, started);
        Assert.Equal(10, injector.InFlight);
        Assert.Equal(390, dropped.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(100), dropped[0]);
        Assert.False(injector.Idle.IsCompleted);

        release.SetResult();
        await injector.Idle.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, injector.InFlight);
    }

    [Fact]
    public async Task Stopping_ends_the_schedule_and_leaves_the_calls_in_flight_alone()
    {
        var clock = new RunClock(_time);
        using var stop = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        int started = 0;
        var injector = new OpenModelInjector(clock, 1000);
        await FakeTimeRun.ToEndAsync(_time, Step, () => injector.RunAsync(
            Starts(),
            async _ =>
            {
                if (++started == 50)
                {
                    await stop.CancelAsync();
                }

                await release.Task;
            },
            _ => { },
            stop.Token));

        Assert.Equal(50, started);
        Assert.Equal(50, injector.InFlight);
        release.SetResult();
        await injector.Idle.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<TimeSpan> Starts() => new ArrivalSchedule(Plan.Arrivals, Plan.Spacing, 1).IntendedStarts();

    private Task RunAsync(OpenModelInjector injector, Func<Invocation, Task> invoke) =>
        FakeTimeRun.ToEndAsync(_time, Step, async () =>
        {
            await injector.RunAsync(Starts(), invoke, _ => Assert.Fail("Nothing is to be dropped."), CancellationToken.None)
                .ConfigureAwait(false);
            await injector.Idle.ConfigureAwait(false);
        });
}
