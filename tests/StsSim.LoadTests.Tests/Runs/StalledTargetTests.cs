using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Clients;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Runs;

/// <summary>A target that answers nothing for a while: whoever counts from the intended start sees all who waited.</summary>
public sealed class StalledTargetTests
{
    private const double Rate = 100;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_open_model_shows_the_stall_and_a_caller_that_waits_hides_it()
    {
        TallyFigures open = await RunAsync(new Inject(Rate, Duration));
        TallyFigures closed = await RunAsync(new KeepConstant(1, Duration));

        // Whoever was due when it began waited for all of it, and a third of the run was due within it.
        Assert.InRange(open.Latency.P999!.Value, Stall * 0.9, TimeSpan.FromSeconds(30));
        Assert.InRange(open.Latency.P75!.Value, Stall * 0.1, TimeSpan.FromSeconds(30));

        // The only caller met it with one call of many, and asked for nothing meanwhile: coordinated omission.
        Assert.True(closed.Latency.Max >= Stall * 0.9);
        Assert.True(closed.Latency.P75 < open.Latency.P75, $"{closed.Latency.P75} against {open.Latency.P75}");
    }

    private static async Task<TallyFigures> RunAsync(LoadSimulation load)
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        var scenario = new SteadyIssuance();
        ScenarioSettings settings = ScenarioSettings.Of(Duration, Rate);
        ScenarioPlan plan = scenario.Plan(settings) with { Load = [load], Spacing = ArrivalSpacing.Even };
        PreparedGroup group = await TestClients.PrepareAsync(target, new ClientGroup("raw", "us-east-1", Retries: false), settings);
        var clock = new RunClock(TimeProvider.System);
        target.HoldBack = async _ =>
        {
            if (clock.Elapsed >= Stall && clock.Elapsed < Stall * 2)
            {
                await clock.DelayUntilAsync(Stall * 2, CancellationToken.None);
            }
        };
        using var run = new LoadTestRun(scenario, plan, [group], control: null, TimeProvider.System);
        await run.RunAsync(TestContext.Current.CancellationToken);
        await group.Client.DisposeAsync();
        return Assert.Single(run.Results()).Total;
    }
}
