using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

/// <summary>One pod at a time, so that what it asks for and when is plain to see.</summary>
public sealed class RefreshRulesTests
{
    [Theory]
    [InlineData("botocore", 60, 15, 15)]
    [InlineData("js", 60, 5, 5)]
    [InlineData("dotnet", 60, 5, 5)]
    [InlineData("java-old", 60, 2, 5)]
    [InlineData("at-expiry", 60, 0, 0)]
    [InlineData("spec-2026", 15, 5, 5)]
    [InlineData("spec-2026", 20, 5, 5)]
    [InlineData("spec-2026", 60, 15, 15)]
    [InlineData("spec-2026", 90, 60, 60)]
    [InlineData("spec-2026", 720, 60, 60)]
    public void The_advisory_window_is_that_of_the_lifetime(string name, int lifetimeMinutes, double shortest, double longest)
    {
        RefreshRules rules = RefreshRules.Find(name)!;
        var random = new Random(1);
        double[] windows =
            [.. Enumerable.Range(0, 1_000).Select(_ => rules.DrawAdvisoryWindow(TimeSpan.FromMinutes(lifetimeMinutes), random).TotalMinutes)];

        Assert.Equal(shortest, windows.Min(), tolerance: 0.02);
        Assert.Equal(longest, windows.Max(), tolerance: 0.02);
    }

    [Theory]
    [InlineData("botocore", 45)]
    [InlineData("js", 55)]
    [InlineData("dotnet", 55)]
    [InlineData("spec-2026", 45)]
    [InlineData("at-expiry", 60)]
    public void A_pod_renews_at_the_first_use_within_its_window(string refresh, int minute)
    {
        FleetResult result = RunOne(refresh);

        // The pod asks when it starts, and one use (ten seconds) at the most after its window has opened.
        Assert.Equal(2, result.Measured.Total.Ok);
        double renewed = Invocations(result)[1].TotalMinutes;
        Assert.InRange(renewed, minute - 0.3, minute + 0.5);
    }

    [Fact]
    public void A_pod_that_renews_at_the_expiration_is_without_until_its_next_use()
    {
        FleetResult result = RunOne("at-expiry");

        Assert.Equal(1, result.Figures.MostPodsWithout);
        Assert.InRange(result.Figures.LongestWithout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10.1));
        Assert.Equal(0, result.Figures.FailedUses);
    }

    [Fact]
    public void The_old_rules_of_boto3_ask_at_every_use_in_an_outage()
    {
        FleetResult result = RunOne("botocore", outage: (44, 49));

        // From minute 45 to minute 49, a use every ten seconds: none fails, for the old session is kept.
        Assert.InRange(result.Measured.Total.Failed, 22, 25);
        Assert.Equal((2, 0), (result.Measured.Total.Ok, result.Figures.FailedUses));
    }

    [Fact]
    public void The_old_rules_of_boto3_fail_before_the_session_has_expired()
    {
        FleetResult result = RunOne("botocore", outage: (44, 55));

        // From minute 50 on, the mandatory window, until minute 55.
        Assert.InRange(result.Figures.FailedUses, 28, 32);
        Assert.InRange(result.Figures.LongestWithout, TimeSpan.FromMinutes(4.8), TimeSpan.FromMinutes(5.2));
    }

    [Fact]
    public void The_rules_of_2026_rest_for_five_to_ten_minutes_after_a_failure()
    {
        FleetResult result = RunOne("spec-2026", outage: (44, 46));

        Assert.Equal((1, 2), (result.Measured.Total.Failed, result.Measured.Total.Ok));
        IReadOnlyList<TimeSpan> asked = Invocations(result);
        Assert.InRange(asked[^1] - asked[^2], TimeSpan.FromMinutes(4.7), TimeSpan.FromMinutes(10.5));
        Assert.True(result.Figures.LongestWithout < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_rules_of_2026_keep_an_expired_session_and_go_on_resting()
    {
        FleetResult result = RunOne("spec-2026", outage: (44, 62));

        Assert.InRange(result.Measured.Total.Failed, 2, 4);
        Assert.True(result.Figures.LongestWithout > TimeSpan.FromMinutes(2));
        Assert.True(result.Figures.FailedUses > 10);
    }

    [Fact]
    public void A_pod_without_a_session_asks_at_its_next_use_whatever_the_rules()
    {
        FleetResult result = RunOne("spec-2026", outage: (0, 1));

        // At once, and at six uses in the minute.
        Assert.InRange(result.Measured.Total.Failed, 6, 7);
        Assert.InRange(result.Figures.AllBackAfter!.Value, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(71));
    }

    private static FleetResult RunOne(string refresh, (int From, int To)? outage = null) => FleetSimulation.Run(
        new FleetParameters
        {
            Pods = 1,
            Start = FleetStart.Together,
            Restart = null,
            Duration = TimeSpan.FromMinutes(80),
            Quota = Quota.OfRate(100),
            Outages = outage is { } minutes
                ? [new Outage(TimeSpan.FromMinutes(minutes.From), TimeSpan.FromMinutes(minutes.To))]
                : [],
            Groups = [new FleetGroup(refresh, RetryRules.Find("none")!, RefreshRules.Find(refresh)!)],
        },
        null,
        TestContext.Current.CancellationToken)[0];

    private static IReadOnlyList<TimeSpan> Invocations(FleetResult result) =>
        [.. result.Measured.Timeline.Where(slot => slot.Offered > 0).Select(slot => slot.Start)];
}
