using System.Text.Json.Nodes;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;
using StsSim.Operations.Faults.Effects;
using StsSim.Operations.Faults.Triggers;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Faults;

public sealed class FaultRulesReaderTests
{
    public static TheoryData<string> PresetNames => [.. FaultPresets.Names];

    [Theory]
    [InlineData("""{ "type": "error", "code": "Throttling" }""", typeof(ErrorEffect))]
    [InlineData("""{ "type": "error", "code": "OurOwn", "status": 418, "message": "No.", "amzRetryAfterMs": 1500, "retryAfterSeconds": 2, "body": "text" }""", typeof(ErrorEffect))]
    [InlineData("""{ "type": "error", "code": "Throttling", "body": "empty" }""", typeof(ErrorEffect))]
    [InlineData("""{ "type": "gatewayError" }""", typeof(GatewayErrorEffect))]
    [InlineData("""{ "type": "gatewayError", "status": 504, "empty": true, "retryAfterSeconds": 1 }""", typeof(GatewayErrorEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "fixed", "ms": 200 } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "uniform", "minMs": 5, "maxMs": 5 }, "at": "after" }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "exponential", "meanMs": 40 } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "normal", "meanMs": 100, "standardDeviationMs": 20 } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "lognormal", "medianMs": 80, "sigma": 0.5 } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "pareto", "minMs": 20, "alpha": 1.5 } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "latency", "distribution": { "kind": "percentiles", "percentiles": { "99.9": 500, "0": 5, "50": 12, "100": 900 } } }""", typeof(LatencyEffect))]
    [InlineData("""{ "type": "capacity", "concurrency": 4, "serviceTime": { "kind": "exponential", "meanMs": 40 } }""", typeof(CapacityEffect))]
    [InlineData("""{ "type": "capacity", "concurrency": 4, "serviceTime": { "kind": "fixed", "ms": 1 }, "queue": { "discipline": "lifo", "limit": 0, "deadlineMs": 500 } }""", typeof(CapacityEffect))]
    [InlineData("""{ "type": "abort" }""", typeof(AbortEffect))]
    [InlineData("""{ "type": "abort", "at": "midBody", "how": "close" }""", typeof(AbortEffect))]
    [InlineData("""{ "type": "abort", "at": "afterHeaders", "how": "reset", "performed": true }""", typeof(AbortEffect))]
    [InlineData("""{ "type": "abort", "performed": false }""", typeof(AbortEffect))]
    [InlineData("""{ "type": "hang" }""", typeof(HangEffect))]
    [InlineData("""{ "type": "hang", "seconds": 0.5, "then": "reset", "performed": false }""", typeof(HangEffect))]
    [InlineData("""{ "type": "truncate" }""", typeof(TruncateEffect))]
    [InlineData("""{ "type": "truncate", "bytes": 100, "contentLength": "whole" }""", typeof(TruncateEffect))]
    [InlineData("""{ "type": "truncate", "fraction": 0.9 }""", typeof(TruncateEffect))]
    [InlineData("""{ "type": "malform" }""", typeof(MalformEffect))]
    [InlineData("""{ "type": "trickle" }""", typeof(TrickleEffect))]
    [InlineData("""{ "type": "trickle", "bytesPerSecond": 200, "pieces": 3 }""", typeof(TrickleEffect))]
    [InlineData("""{ "type": "garbage", "bytes": 7 }""", typeof(GarbageEffect))]
    [InlineData("""{ "type": "badChunk" }""", typeof(BadChunkEffect))]
    [InlineData("""{ "type": "contentType" }""", typeof(ContentTypeEffect))]
    [InlineData("""{ "type": "contentType", "value": "" }""", typeof(ContentTypeEffect))]
    [InlineData("""{ "type": "duplicateHeaders" }""", typeof(DuplicateHeadersEffect))]
    [InlineData("""{ "type": "closeConnection" }""", typeof(CloseConnectionEffect))]
    [InlineData("""{ "type": "reply", "status": 200, "contentType": "text/html", "headers": { "X-Cache": "HIT" }, "body": "<p>Log in</p>" }""", typeof(ReplyEffect))]
    [InlineData("""{ "type": "clockSkew", "seconds": -3600 }""", typeof(ClockSkewEffect))]
    [InlineData("""{ "type": "expireSessions", "afterSeconds": 5, "announced": true }""", typeof(ExpireSessionsEffect))]
    [InlineData("""{ "type": "unknownKeys", "forSeconds": 8 }""", typeof(UnknownKeysEffect))]
    public void Every_effect_reads_and_compiles(string effect, Type type) =>
        Assert.IsType(type, RuleText.Compile($$"""{ "effect": {{effect}} }""").Effect);

    // As after a downgrade: what a later version accepted must not strike whom it is not for, nor keep requests from being answered.
    [Theory]
    [InlineData("""{ "effect": { "type": "eclipse" } }""", "$.effect.type")]
    [InlineData("""{ "match": { "moods": ["bad"] }, "effect": { "type": "malform" } }""", "$.match.moods")]
    [InlineData("""{ "sparing": 2, "effect": { "type": "malform" } }""", "$.sparing")]
    public void A_rule_of_a_version_that_knew_more_is_not_in_force(string json, string path)
    {
        FaultRule rule = FaultRulesReader.Compile(new FaultRuleDefinition("rule", json, Generation: 1), out IReadOnlyList<WorldFileError> errors);

        Assert.Equal(path, Assert.Single(errors).Path);
        Assert.False(rule.IsInForceAt(FaultCaller.Now));
    }

    [Fact]
    public void No_effect_was_forgotten_above()
    {
        string[] told = typeof(FaultRulesReaderTests).GetMethod(nameof(Every_effect_reads_and_compiles))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>()
            .Select(data => (string)JsonNode.Parse((string)data.Data[0]!)!["type"]!).Distinct().ToArray();
        Assert.Equal(FaultEffects.Types.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", typeof(ProbabilityTrigger))]
    [InlineData("\"probability\": 0,", typeof(ProbabilityTrigger))]
    [InlineData("\"probability\": 1, \"per\": \"client\",", typeof(ProbabilityTrigger))]
    [InlineData("\"every\": 3,", typeof(EveryTrigger))]
    [InlineData("\"first\": 3, \"skip\": 10, \"per\": \"invocation\",", typeof(FirstTrigger))]
    [InlineData("\"sequence\": [true, false],", typeof(SequenceTrigger))]
    [InlineData("\"sequence\": [true, false], \"repeat\": false,", typeof(SequenceTrigger))]
    [InlineData("\"probability\": null, \"every\": 2,", typeof(EveryTrigger))]
    public void Every_trigger_reads_and_compiles(string trigger, Type type) =>
        Assert.IsType(type, RuleText.Compile($$"""{ {{trigger}} "effect": { "type": "malform" } }""").Trigger);

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Every_preset_compiles_and_says_what_it_is(string name)
    {
        FaultRule rule = RuleText.Compile($$"""{ "preset": "{{name}}" }""");
        Assert.True(rule.IsEnabled);
        Assert.NotEmpty((string)FaultPresets.All[name]!["description"]!);
        RuleText.Compile(FaultPresets.All[name]!.ToJsonString()); // which is what the list of presets invites to do
    }

    [Fact]
    public void A_rule_completes_its_preset_and_overrides_it()
    {
        Assert.IsType<ErrorEffect>(RuleText.Compile("""{ "preset": "sts-throttle" }""").Effect);
        Assert.IsType<FirstTrigger>(RuleText.Compile("""{ "preset": "sts-throttle", "first": 2, "skip": 1 }""").Trigger);
        Assert.IsType<HangEffect>(RuleText.Compile("""{ "preset": "sts-throttle", "effect": { "type": "hang" } }""").Effect);

        FaultMatch match = RuleText.Compile("""{ "preset": "region-disabled", "match": { "regions": ["eu-west-1"] } }""").Match;
        Assert.Equal(["eu-west-1"], match.Regions);
        Assert.Equal(["Assume*", "GetFederationToken", "GetSessionToken"], match.Operations);
        Assert.Equal(["eu-west-1"], RuleText.Compile("""{ "preset": "region-down", "match": { "regions": ["eu-west-1"] } }""").Match.Regions);
    }

    [Fact]
    public void What_is_kept_is_the_rule_as_it_was_written_without_its_id_and_lifetime()
    {
        FaultRuleDefinition rule = RuleText.Read(
            """
            { "id": "storm", "ttlSeconds": 90, "description": "\u00e4 <b>", "preset": "sts-throttle", // why not
              "match": { "attempts": [1, "3-"], "headers": { "X-Tenant": ["a", "b*"] } }, "seed": -7 }
            """.Replace("// why not", "", StringComparison.Ordinal),
            id: null,
            out List<WorldFileError> errors);

        Assert.Empty(errors);
        Assert.Equal(("storm", TimeSpan.FromSeconds(90), 0L), (rule.Id, rule.Lifetime, rule.Generation));
        Assert.Equal(
            """{"description":"ä <b>","preset":"sts-throttle","match":{"attempts":[1,"3-"],"headers":{"X-Tenant":["a","b*"]}},"seed":-7}""", rule.Json);
        FaultRule compiled = FaultRulesReader.Compile(rule, out _);
        Assert.Same(rule, compiled.Definition);
        Assert.Equal(-7, compiled.Seed);
        Assert.Equal([(1, 1), (3, 1000)], compiled.Match.Attempts);
    }

    [Fact]
    public void Reading_what_was_kept_gives_the_same_again()
    {
        foreach (string name in FaultPresets.Names)
        {
            FaultRuleDefinition once = RuleText.Define($$"""{ "preset": "{{name}}", "enabled": false, "delay": { "kind": "fixed", "ms": 1 } }""");
            Assert.Equal(once, RuleText.Define(once.Json));
            Assert.False(FaultRulesReader.Compile(once, out _).IsEnabled);
            Assert.NotNull(FaultRulesReader.Compile(once, out _).Delay);
        }
    }

    [Fact]
    public void A_member_that_is_null_is_as_good_as_absent()
    {
        FaultRule rule = RuleText.Compile(
            """{ "match": { "operations": null, "headers": null }, "probability": null, "delay": null, "enabled": null, "seed": null, "ttlSeconds": null, "effect": { "type": "malform" } }""");
        Assert.True(rule.IsEnabled);
        Assert.Null(rule.Match.Operations);
        Assert.Null(rule.Delay);
    }
}
