using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class FleetSimulationTests
{
    private static readonly FleetParameters Small = new()
    {
        Pods = 2_000,
        Quota = Quota.OfRate(20),
        Restart = new RollingRestart(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1)),
        Outages = [new Outage(TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(43))],
    };

    [Fact]
    public void The_same_seed_gives_the_same_answer()
    {
        string first = SimulationJson.Of(Small, Run(Small));

        Assert.Equal(first, SimulationJson.Of(Small, Run(Small)));
        Assert.NotEqual(first, SimulationJson.Of(Small, Run(Small with { Seed = 2 })));
    }

    [Fact]
    public void Fifty_thousand_pods_are_replaced_and_renew()
    {
        var parameters = new FleetParameters();

        foreach (FleetResult result in Run(parameters))
        {
            // A session each by the restart, and one more by the end; before it, those whose session came to its window.
            TallyFigures total = result.Measured.Total;
            Assert.Equal(total.Offered, total.Ok);
            Assert.InRange(total.Ok, 100_000, 125_000);
            Assert.InRange(result.Figures.AllBackAfter!.Value, TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(10.1));
            Assert.Equal((0, 0), (result.Figures.SecondsOverQuota, result.Figures.StillWithoutAtEnd));
            Assert.InRange(result.Figures.Events, 3 * total.Ok, 6 * total.Ok);
        }
    }

    [Fact]
    public void A_restart_faster_than_the_quota_takes_as_long_as_the_quota_needs()
    {
        FleetParameters rushed = Small with { Outages = [], Restart = Small.Restart! with { Window = TimeSpan.FromSeconds(10) }, Duration = TimeSpan.FromMinutes(20) };

        foreach (FleetResult result in Run(rushed))
        {
            Assert.True(result.Figures.AllBackAfter > TimeSpan.FromSeconds(2_000 / 20));
            Assert.InRange(result.Figures.SecondsOverQuota, 90, 600);
            Assert.InRange(result.Figures.MostPodsWithout, 1_500, 2_000);
            Assert.InRange(result.Figures.PeakAmplification!.Value, 2, result.Group.Retries.MaxAttempts);
            Assert.InRange(result.Figures.ThrottledShare, 0.3, 0.99);
        }
    }

    [Fact]
    public void Figures_and_measurements_agree()
    {
        foreach (FleetResult result in Run(Small with { Groups = [.. FleetGroup.Ready] }))
        {
            TallyFigures total = result.Measured.Total;
            Assert.Equal(total.Started, total.Ok + total.GivenUp + total.Failed + total.Unfinished);
            Assert.Equal(total.Attempts, result.Figures.Requests);
            Assert.Equal(total.Throttled, (long)Math.Round(result.Figures.ThrottledShare * result.Figures.Requests));
            Assert.Equal(total.Attempts, result.Measured.Timeline.Sum(slot => slot.Attempts));
            Assert.Equal(result.Figures.MostPodsWithout, result.Figures.MostPodsWithoutBySlot.Max());
            Assert.InRange(result.Figures.FailedUses, 0, result.Figures.Uses);
            Assert.True(result.Figures.HerdIndex >= 1);
        }
    }

    [Fact]
    public void A_fleet_long_in_service_renews_evenly()
    {
        FleetResult result = Run(Small with { Restart = null, Outages = [], Quota = Quota.OfRate(600), Groups = [FleetGroup.Find("dotnet-standard")!] })[0];

        // 2,000 pods, 55 minutes between renewals, 90 minutes.
        Assert.InRange(result.Measured.Total.Ok, 3_100, 3_450);
        Assert.Equal(0, result.Figures.MostPodsWithout);
        Assert.True(result.Figures.HerdIndex < 12);
    }

    [Fact]
    public void A_fleet_that_starts_together_comes_back_together()
    {
        FleetResult result = Run(Small with { Restart = null, Outages = [], Start = FleetStart.Together, Quota = Quota.OfRate(5_000), Groups = [FleetGroup.Find("dotnet-standard")!] })[0];

        Assert.Equal((2_000, 2_000), (result.Figures.PeakInvocationsPerSecond, result.Figures.MostPodsWithout));
        Assert.Equal(4_000, result.Measured.Total.Ok);
        Assert.True(result.Figures.AllBackAfter < TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Pods_that_start_together_ask_again_out_of_step()
    {
        FleetResult result = Run(Small with
        {
            Restart = null,
            Outages = [new Outage(TimeSpan.Zero, TimeSpan.FromMinutes(1))],
            Start = FleetStart.Together,
            Duration = TimeSpan.FromMinutes(1),
            Groups = [FleetGroup.Find("no-retries")!],
        })[0];

        Assert.Equal(2_000, result.Measured.Timeline[0].Offered - result.Measured.Timeline[10].Offered, tolerance: 100);
        Assert.All(result.Measured.Timeline.Skip(1).SkipLast(1), slot => Assert.InRange(slot.Offered, 120, 280));
    }

    [Fact]
    public void A_use_of_which_nothing_comes_costs_no_event()
    {
        FleetResult result = Run(Small with { Outages = [], Restart = null, UseEvery = TimeSpan.FromMilliseconds(100), Groups = [FleetGroup.Find("sdk-2026")!] })[0];

        Assert.Equal(2_000L * 54_000, result.Figures.Uses);
        Assert.InRange(result.Figures.Events, 1, 20_000);
    }

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => FleetSimulation.Run(Small with { Pods = 20_000 }, null, cancelled.Token));
    }

    [Fact]
    public void All_fleets_stop_together_in_their_midst()
    {
        using var cancelled = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => FleetSimulation.Run(Small with { Pods = 20_000 }, (_, _) => cancelled.Cancel(), cancelled.Token));
    }

    [Fact]
    public void The_json_says_what_was_asked_and_what_came_of_it()
    {
        JsonObject answer = JsonNode.Parse(SimulationJson.Of(Small, Run(Small)))!.AsObject();

        Assert.Equal(2_000, (int)answer["fleet"]!["pods"]!);
        Assert.Equal(["boto3-legacy", "sdk-2026"], answer["groups"]!.AsArray().Select(group => (string)group!["name"]!));
        Assert.All(answer["groups"]!.AsArray(), group => Assert.NotEmpty(group!["timeline"]!.AsArray()));
    }

    private static IReadOnlyList<FleetResult> Run(FleetParameters parameters) =>
        FleetSimulation.Run(parameters, null, TestContext.Current.CancellationToken);
}
