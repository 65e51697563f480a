using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Tests.Scenarios;

public sealed class ScenarioPlanTests
{
    private static readonly TimeSpan ThirtySeconds = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. ScenarioCatalog.All.Select(scenario => scenario.Name)];

    [Fact]
    public void The_step_down_takes_thirds_and_halves_the_quota_below_the_rate()
    {
        ScenarioPlan plan = new QuotaStepDown().Plan(ScenarioSettings.Of(ThirtySeconds, 60));

        Assert.Equal(["baseline", "step-down", "recovery"], plan.Phases.Select(phase => phase.Name));
        Assert.All(plan.Phases, phase => Assert.Equal(TimeSpan.FromSeconds(10), phase.Duration));
        Assert.Equal([120d, 30d, 120d], plan.Phases.Select(phase => phase.Quota!.RequestsPerSecond));
        Assert.True(plan.ChangesQuota);
    }

    [Fact]
    public void An_invocation_belongs_to_the_phase_of_its_intended_start()
    {
        ScenarioPlan plan = new QuotaStepDown().Plan(ScenarioSettings.Of(ThirtySeconds, 60));

        Assert.Equal(0, plan.PhaseAt(TimeSpan.Zero));
        Assert.Equal(0, plan.PhaseAt(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1)));
        Assert.Equal(1, plan.PhaseAt(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, plan.PhaseAt(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1)));
        Assert.Equal(2, plan.PhaseAt(TimeSpan.FromSeconds(20)));
        Assert.Equal(2, plan.PhaseAt(TimeSpan.FromSeconds(31)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Phases_lie_back_to_back_and_the_load_fills_them(string name)
    {
        // A duration that no third divides evenly.
        TimeSpan duration = TimeSpan.FromSeconds(10);
        ScenarioPlan plan = ScenarioCatalog.Find(name)!.Plan(ScenarioSettings.Of(duration, 61.5));

        Assert.Equal(TimeSpan.Zero, plan.Phases[0].Start);
        Assert.All(
            plan.Phases.Zip(plan.Phases.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(duration, plan.Duration);
        Assert.Equal(duration, plan.Load.Aggregate(TimeSpan.Zero, (sum, load) => sum + load.During));
    }

    [Fact]
    public void Only_a_scenario_that_needs_quota_control_changes_quotas() => Assert.All(
        ScenarioCatalog.All,
        scenario => Assert.Equal(scenario.Needs == ScenarioNeeds.QuotaControl, scenario.Plan(ScenarioSettings.Of(ThirtySeconds, 10)).ChangesQuota));

    [Fact]
    public void The_ramp_climbs_to_the_rate_and_stays()
    {
        ScenarioPlan plan = new RampToSaturation().Plan(ScenarioSettings.Of(ThirtySeconds, 60));

        Assert.Equal(60 * 20 / 2, plan.Arrivals[0].TotalArrivals, precision: 6);
        Assert.Equal(60 * 10, plan.Arrivals[1].TotalArrivals, precision: 6);
        Assert.Equal(ArrivalSpacing.Even, plan.Spacing);
    }

    [Fact]
    public void Names_are_drawn_by_seed_from_a_bounded_pool()
    {
        string[] first = Draw(3);
        string[] again = Draw(3);
        string[] other = Draw(4);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Distinct().Count(), 900, FederatedUserNames.PoolSize);
        Assert.All(first, name => Assert.Matches(@"^[\w+=,.@-]{2,32}$", name));

        static string[] Draw(int seed)
        {
            var account = new TargetAccount("123456789012", ClientCredentials.Example);
            var stage = new GroupStage(
                new ClientGroup("raw", "us-east-1", Retries: false), DotNetKinds.Standard, ScenarioSettings.Of(ThirtySeconds, 1, seed), [account], Control: null);
            return [.. Enumerable.Range(0, 10_000).Select(number => FederatedUserNames.Draw(new Iteration(number, TimeSpan.Zero, stage, NoSteps.Instance)))];
        }
    }

    private sealed class NoSteps : IStepRunner
    {
        public static NoSteps Instance { get; } = new();

        public ValueTask<StsReply> SendAsync(string step, StsRequest request) => throw new InvalidOperationException("Nothing is sent here.");
    }
}
