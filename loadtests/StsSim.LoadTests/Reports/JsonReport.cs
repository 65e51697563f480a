using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Reports;

/// <summary>
/// All figures of a run as JSON, for programs that compare runs: times in milliseconds, moments in seconds since the
/// start of the run, <c>null</c> where nothing was measured. <c>version</c> changes when a member changes its meaning.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(RunResult result)
    {
        var document = new JsonObject
        {
            ["version"] = 1,
            ["scenario"] = result.Options.Scenario.Name,
            ["model"] = result.Plan.IsClosed ? "closed" : "open",
            ["seed"] = result.Options.Seed,
            ["interrupted"] = result.Interrupted,
            ["allHeld"] = result.AllHeld,
            ["durationSeconds"] = result.Plan.Duration.TotalSeconds,
            ["elapsedSeconds"] = result.Elapsed.TotalSeconds,
            ["facts"] = FactsOf(result),
            ["generator"] = GeneratorOf(result.Generator),
            ["remarks"] = new JsonArray([.. ResultRemarks.Of(result).Select(remark => (JsonNode)remark)]),
            ["phases"] = new JsonArray([.. result.Plan.Phases.Select(PhaseOf)]),
            ["groups"] = new JsonArray([.. result.Groups.Select(group => GroupOf(result, group))]),
            ["thresholds"] = new JsonArray([.. result.Thresholds.Select(ThresholdOf)]),
            ["expectations"] = new JsonArray([.. result.Expectations.Select(ExpectationOf)]),
            ["verdicts"] = new JsonArray([.. result.Verdicts.Select(VerdictOf)]),
        };
        return document.ToJsonString(Indented) + "\n";
    }

    private static JsonObject FactsOf(RunResult result)
    {
        var facts = new JsonObject { ["startedAt"] = result.Facts.StartedAt.ToString("O") };
        foreach ((string name, string value) in FactList.Of(result))
        {
            facts[name] = value;
        }

        return facts;
    }

    private static JsonObject GeneratorOf(GeneratorHealth generator) => new()
    {
        ["wasTheLimit"] = generator.WasTheLimit,
        ["dropped"] = generator.Dropped,
        ["cpuShare"] = generator.CpuShare,
        ["lagMs"] = LatencyOf(generator.Lag),
    };

    private static JsonObject PhaseOf(Phase phase) => new()
    {
        ["name"] = phase.Name,
        ["startSeconds"] = phase.Start.TotalSeconds,
        ["durationSeconds"] = phase.Duration.TotalSeconds,
        ["quotaPerSecond"] = phase.Quota?.RequestsPerSecond,
    };

    private static JsonObject GroupOf(RunResult result, GroupResult group) => new()
    {
        ["name"] = group.Group.Name,
        ["sdk"] = result.Facts.Sdks.FirstOrDefault(known => known.Group == group.Group.Name)?.Sdk,
        ["region"] = group.Group.Region,
        ["retries"] = group.Group.Retries,
        ["total"] = TallyOf(group.Total),
        ["phases"] = new JsonArray([.. group.Phases.Select((figures, index) => Named(result.Plan.Phases[index].Name, figures))]),
        ["steps"] = new JsonArray([.. group.Steps.Select(step => Named(step.Step, step.Figures))]),
        ["timeline"] = new JsonArray([.. group.Timeline.Select(slot => SlotOf(slot))]),
    };

    private static JsonObject Named(string name, TallyFigures figures) => new() { ["name"] = name, ["figures"] = TallyOf(figures) };

    private static JsonObject TallyOf(TallyFigures figures) => new()
    {
        ["offered"] = figures.Offered,
        ["dropped"] = figures.Dropped,
        ["ok"] = figures.Ok,
        ["givenUp"] = figures.GivenUp,
        ["heldBack"] = figures.HeldBack,
        ["failed"] = figures.Failed,
        ["unfinished"] = figures.Unfinished,
        ["attempts"] = figures.Attempts,
        ["sends"] = figures.Sends,
        ["throttled"] = figures.Throttled,
        ["amplification"] = figures.Amplification,
        ["failures"] = CountsOf(figures.Failures),
        ["attemptsPerInvocation"] = new JsonObject(figures.AttemptsPerInvocation.Select(
            pair => KeyValuePair.Create(pair.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), (JsonNode?)pair.Value))),
        ["latencyMs"] = LatencyOf(figures.Latency),
        ["serviceTimeMs"] = LatencyOf(figures.ServiceTime),
    };

    private static JsonObject CountsOf(IReadOnlyDictionary<string, long> counts) =>
        new(counts.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static JsonObject LatencyOf(LatencyFigures latency) => new()
    {
        ["mean"] = latency.Mean?.TotalMilliseconds,
        ["p50"] = latency.P50?.TotalMilliseconds,
        ["p75"] = latency.P75?.TotalMilliseconds,
        ["p90"] = latency.P90?.TotalMilliseconds,
        ["p95"] = latency.P95?.TotalMilliseconds,
        ["p99"] = latency.P99?.TotalMilliseconds,
        ["p99.9"] = latency.P999?.TotalMilliseconds,
        ["max"] = latency.Max?.TotalMilliseconds,
    };

    private static JsonObject SlotOf(TimelineSlot slot) => new()
    {
        ["startSeconds"] = slot.Start.TotalSeconds,
        ["offered"] = slot.Offered,
        ["attempts"] = slot.Attempts,
        ["ok"] = slot.Ok,
        ["throttled"] = slot.Throttled,
        ["givenUp"] = slot.GivenUp,
        ["p50Ms"] = slot.P50?.TotalMilliseconds,
        ["p99Ms"] = slot.P99?.TotalMilliseconds,
    };

    private static JsonObject ThresholdOf(CheckedThreshold threshold) => new()
    {
        ["threshold"] = threshold.Threshold.Text,
        ["held"] = threshold.Held,
        ["of"] = threshold.Subject,
        ["observed"] = threshold.Observed,
    };

    private static JsonObject ExpectationOf(CheckedExpectation expectation) => new()
    {
        ["expectation"] = expectation.Text,
        ["held"] = expectation.Held,
        ["clients"] = expectation.Clients,
        ["judged"] = expectation.IsJudged,
        ["observed"] = expectation.Observed,
    };

    private static JsonObject VerdictOf(ServerVerdict verdict) => new()
    {
        ["client"] = verdict.Client,
        ["sdk"] = verdict.Sdk,
        ["amplification"] = verdict.Amplification,
        ["rule"] = verdict.Rule,
        ["outcome"] = verdict.Outcome,
        ["expected"] = verdict.Expected,
        ["observed"] = verdict.Observed,
    };
}
