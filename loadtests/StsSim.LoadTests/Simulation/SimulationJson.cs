using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Simulation;

/// <summary>The figures for other programs; times are in seconds.</summary>
internal static class SimulationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(FleetParameters parameters, IReadOnlyList<FleetResult> results) => new JsonObject
    {
        ["fleet"] = Fleet(parameters),
        ["groups"] = new JsonArray([.. results.Select(Group)]),
    }.ToJsonString(Indented);

    private static JsonObject Fleet(FleetParameters parameters) => new()
    {
        ["pods"] = parameters.Pods,
        ["tokenLifetime"] = parameters.TokenLifetime.TotalSeconds,
        ["duration"] = parameters.Duration.TotalSeconds,
        ["restart"] = parameters.Restart is { } restart
            ? new JsonObject { ["begin"] = restart.Begin.TotalSeconds, ["window"] = restart.Window.TotalSeconds }
            : null,
        ["quota"] = new JsonObject { ["requestsPerSecond"] = parameters.Quota.RequestsPerSecond, ["burst"] = parameters.Quota.Burst },
        ["serviceLatency"] = parameters.ServiceLatency.TotalSeconds,
        ["useEvery"] = parameters.UseEvery.TotalSeconds,
        ["outages"] = new JsonArray(
            [.. parameters.Outages.Select(outage => new JsonObject { ["from"] = outage.From.TotalSeconds, ["to"] = outage.To.TotalSeconds })]),
        ["start"] = parameters.Start == FleetStart.Together ? "together" : "spread",
        ["seed"] = parameters.Seed,
    };

    private static JsonObject Group(FleetResult result)
    {
        FleetFigures figures = result.Figures;
        TallyFigures total = result.Measured.Total;
        return new JsonObject
        {
            ["name"] = result.Group.Name,
            ["retries"] = result.Group.Retries.Name,
            ["refresh"] = result.Group.Refresh.Name,
            ["allBackAfter"] = figures.AllBackAfter?.TotalSeconds,
            ["mostPodsWithout"] = figures.MostPodsWithout,
            ["longestWithout"] = figures.LongestWithout.TotalSeconds,
            ["podSecondsWithout"] = figures.PodSecondsWithout,
            ["stillWithoutAtEnd"] = figures.StillWithoutAtEnd,
            ["uses"] = figures.Uses,
            ["failedUses"] = figures.FailedUses,
            ["invocations"] = total.Offered,
            ["ok"] = total.Ok,
            ["givenUp"] = total.GivenUp,
            ["failed"] = total.Failed,
            ["unfinished"] = total.Unfinished,
            ["requests"] = figures.Requests,
            ["throttledShare"] = figures.ThrottledShare,
            ["secondsOverQuota"] = figures.SecondsOverQuota,
            ["peakRequestsPerSecond"] = figures.PeakRequestsPerSecond,
            ["peakInvocationsPerSecond"] = figures.PeakInvocationsPerSecond,
            ["amplification"] = total.Amplification,
            ["peakAmplification"] = figures.PeakAmplification,
            ["herdIndex"] = figures.HerdIndex,
            ["latency"] = new JsonObject
            {
                ["p50"] = total.Latency.P50?.TotalSeconds,
                ["p90"] = total.Latency.P90?.TotalSeconds,
                ["p99"] = total.Latency.P99?.TotalSeconds,
                ["max"] = total.Latency.Max?.TotalSeconds,
            },
            ["timeline"] = new JsonArray([.. result.Measured.Timeline.Select((slot, index) => Slot(slot, figures, index))]),
        };
    }

    private static JsonObject Slot(TimelineSlot slot, FleetFigures figures, int index) => new()
    {
        ["start"] = slot.Start.TotalSeconds,
        ["invocations"] = slot.Offered,
        ["requests"] = slot.Attempts,
        ["ok"] = slot.Ok,
        ["throttled"] = slot.Throttled,
        ["mostPodsWithout"] = index < figures.MostPodsWithoutBySlot.Count ? figures.MostPodsWithoutBySlot[index] : 0,
    };
}
