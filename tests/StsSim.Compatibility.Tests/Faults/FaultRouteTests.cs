using System.Text.Json;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>Rules over the control API: what is put holds at once, for whom it is meant and for as long.</summary>
public sealed class FaultRouteTests(WoundFaultSimulator simulator) : IClassFixture<WoundFaultSimulator>, IAsyncLifetime
{
    private const string Refuse = """{ "effect": { "type": "error", "code": "AccessDenied" } }""";

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_put_is_what_is_got_with_its_counts()
    {
        const string Rule = """{ "description": "ä", "match": { "operations": ["GetFederationToken"], "attempts": [1, "2-3"] }, "every": 2, "effect": { "type": "error", "code": "Throttling" } }""";
        JsonElement put = await simulator.PutFaultAsync("storm", Rule);
        Assert.Equal("""{"id":"storm","description":"ä","match":{"operations":["GetFederationToken"],"attempts":[1,"2-3"]},"every":2,"effect":{"type":"error","code":"Throttling"},"considered":0,"fired":0}""", Unescaped(put));

        Assert.Equal("200 400 200 400 200", await StatusesAsync(5));
        await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity"); // which it is not for

        Assert.Equal((5, 2), await simulator.CountsAsync("storm"));
        JsonElement listed = Assert.Single((await simulator.SucceedAsync(HttpMethod.Get, "/_stssim/faults")).EnumerateArray());
        Assert.Equal((5, 2), (listed.GetProperty("considered").GetInt32(), listed.GetProperty("fired").GetInt32()));

        await simulator.PutFaultAsync("storm", Rule);
        Assert.Equal((0, 0), await simulator.CountsAsync("storm")); // as its order, counts begin anew
        Assert.Equal("200 400", await StatusesAsync(2));
    }

    [Fact]
    public async Task The_first_that_strikes_has_the_request_and_a_rule_put_again_keeps_its_place()
    {
        await simulator.PutFaultAsync("a", Refuse);
        await simulator.PutFaultAsync("b", """{ "effect": { "type": "error", "code": "Throttling" } }""");
        await simulator.PutFaultAsync("a", """{ "effect": { "type": "error", "code": "ServiceUnavailable" } }""");
        Assert.Equal("ServiceUnavailable", (await CallAsync()).Code);
        Assert.Equal(["a", "b"], await IdsAsync());

        await simulator.PutFaultAsync("a", """{ "enabled": false, "effect": { "type": "error", "code": "ServiceUnavailable" } }""");
        Assert.Equal("Throttling", (await CallAsync()).Code);
        Assert.Equal((0, 0), await simulator.CountsAsync("a"));

        await simulator.SucceedAsync(HttpMethod.Delete, "/_stssim/faults/b");
        Assert.Equal(200, (await CallAsync()).Status);
        Assert.Equal(["a"], await IdsAsync());
    }

    [Fact]
    public async Task The_whole_list_can_be_put_and_taken_away()
    {
        await simulator.PutFaultAsync("old", Refuse);
        JsonElement list = await simulator.SucceedAsync(
            HttpMethod.Put, "/_stssim/faults", $$"""[{ "id": "b", {{Refuse[1..^1]}} }, { "id": "a", "preset": "hard-outage" }]""");
        Assert.Equal(2, list.GetArrayLength());
        Assert.Equal(["b", "a"], await IdsAsync());
        Assert.Equal("AccessDenied", (await CallAsync()).Code);

        await simulator.SucceedAsync(HttpMethod.Delete, "/_stssim/faults");
        Assert.Empty(await IdsAsync());
        Assert.Equal(200, (await CallAsync()).Status);
    }

    [Fact]
    public async Task An_answer_says_which_rule_made_it()
    {
        Assert.False((await CallAsync()).Headers.ContainsKey("x-stssim-fault"));
        await simulator.PutFaultAsync("storm.1", Refuse);
        Assert.Equal("storm.1", (await CallAsync()).Headers["x-stssim-fault"]);
    }

    [Fact]
    public async Task A_rule_ends_with_its_time()
    {
        JsonElement put = await simulator.PutFaultAsync("brief", """{ "ttlSeconds": 60, "effect": { "type": "error", "code": "AccessDenied" } }""");
        Assert.Equal(simulator.Now.AddSeconds(60), put.GetProperty("expiresAt").GetDateTimeOffset());
        simulator.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(403, (await CallAsync()).Status);
        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await CallAsync()).Status);
        Assert.Empty(await IdsAsync());
        using HttpResponseMessage gone = await simulator.AskAsync(HttpMethod.Get, "/_stssim/faults/brief");
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(gone)).Status);

        await simulator.PutFaultAsync("BRIEF", Refuse); // the name is free
        Assert.Equal(["BRIEF"], await IdsAsync());
    }

    [Fact]
    public async Task An_accounts_rules_are_its_own_and_come_before_everybodys()
    {
        await simulator.PutFaultAsync("own", """{ "match": { "operations": ["GetFederationToken"] }, "effect": { "type": "error", "code": "AccessDenied" } }""", FaultSimulator.Account);
        await simulator.PutFaultAsync("all", """{ "effect": { "type": "error", "code": "Throttling" } }""");
        Assert.Equal("AccessDenied", (await CallAsync()).Code);
        Assert.Equal("Throttling", (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).Code);
        Assert.Equal("Throttling", (await simulator.CallAsync(TestWorld.Legacy, "GetFederationToken", "Name=Bobby")).Code);
        Assert.Equal((1, 1), await simulator.CountsAsync("own", FaultSimulator.Account));
        Assert.Equal((2, 2), await simulator.CountsAsync("all"));
        Assert.Equal(["all"], await IdsAsync());
        using HttpResponseMessage elsewhere = await simulator.AskAsync(HttpMethod.Get, "/_stssim/faults/own");
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(elsewhere)).Status);
    }

    [Fact]
    public async Task An_unsigned_call_meets_the_rules_of_its_roles_account()
    {
        await simulator.PutFaultAsync("own", Refuse, FaultSimulator.Account);
        Assert.Equal("AccessDenied", (await simulator.CallAsync(null, "AssumeRoleWithWebIdentity", $"RoleArn={FaultSimulator.WebRoleArn}&RoleSessionName=run&WebIdentityToken=abcd")).Code);
        Assert.NotEqual("AccessDenied", (await simulator.CallAsync(null, "AssumeRoleWithWebIdentity", $"RoleArn=arn:aws:iam::{TestWorld.OtherAccountId}:role/web&RoleSessionName=run&WebIdentityToken=abcd")).Headers.GetValueOrDefault("x-stssim-fault"));
        Assert.Equal((1, 1), await simulator.CountsAsync("own", FaultSimulator.Account));
    }

    [Fact]
    public async Task A_leases_rules_end_with_it()
    {
        (string scope, string accountId, ClientKey key) = await simulator.LeaseAsync();
        (string otherScope, _, ClientKey otherKey) = await simulator.LeaseAsync();
        await simulator.PutFaultAsync("own", Refuse, scope);
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 0 }""", scope);

        Assert.Equal("AccessDenied", (await simulator.CallAsync(key, "GetCallerIdentity")).Code);
        Assert.Equal(200, (await simulator.CallAsync(otherKey, "GetCallerIdentity")).Status);
        Assert.Equal(200, (await CallAsync()).Status);
        Assert.Equal((1, 1), await simulator.CountsAsync("own", scope));
        Assert.Equal((1, 1), await simulator.CountsAsync("own", $"/_stssim/accounts/{accountId}"));
        Assert.Equal(0, (await simulator.SucceedAsync(HttpMethod.Get, $"{otherScope}/faults")).GetArrayLength());
        Assert.Equal(1, (await simulator.SucceedAsync(HttpMethod.Get, $"{otherScope}/clock")).GetProperty("sessionTimeScale").GetDouble());

        await simulator.SucceedAsync(HttpMethod.Delete, scope);
        await simulator.SucceedAsync(HttpMethod.Delete, otherScope);
        foreach (string path in new[] { $"{scope}/faults", $"{scope}/faults/own", $"{scope}/clock", $"/_stssim/accounts/{accountId}/faults" })
        {
            using HttpResponseMessage gone = await simulator.AskAsync(HttpMethod.Get, path);
            Assert.Equal(404, (await ProblemAnswer.ReadAsync(gone)).Status);
        }
    }

    [Fact]
    public async Task A_reset_takes_rules_and_clocks_away()
    {
        await simulator.PutFaultAsync("all", Refuse);
        await simulator.PutFaultAsync("own", Refuse, FaultSimulator.Account);
        await simulator.PutClockAsync("""{ "sessionTimeScale": 60, "skewSeconds": 5 }""");
        await simulator.PutClockAsync("""{ "sessionTimeScale": 30, "skewSeconds": 6 }""", FaultSimulator.Account);

        await simulator.SucceedAsync(HttpMethod.Post, "/_stssim/reset");

        foreach (string scope in new[] { FaultSimulator.Everybody, FaultSimulator.Account })
        {
            Assert.Equal(0, (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/faults")).GetArrayLength());
            JsonElement clock = await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/clock");
            Assert.Equal((1, 0), (clock.GetProperty("sessionTimeScale").GetDouble(), clock.GetProperty("skewSeconds").GetDouble()));
        }

        Assert.Equal(200, (await CallAsync()).Status);
    }

    [Fact]
    public async Task The_presets_are_listed_and_every_one_can_be_put()
    {
        JsonElement presets = await simulator.SucceedAsync(HttpMethod.Get, "/_stssim/fault-presets");
        foreach (JsonProperty preset in presets.EnumerateObject())
        {
            await simulator.PutFaultAsync($"by-name-{preset.Name}", $$"""{ "enabled": false, "preset": "{{preset.Name}}" }""");
            await simulator.PutFaultAsync($"as-listed-{preset.Name}", preset.Value.GetRawText(), FaultSimulator.Account);
            await simulator.SucceedAsync(HttpMethod.Delete, $"{FaultSimulator.Account}/faults/as-listed-{preset.Name}");
        }

        Assert.InRange(presets.EnumerateObject().Count(), 10, 100);
    }

    [Theory]
    [InlineData("not json", "$")]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "$.effect")]
    [InlineData("""{ "effect": { "type": "eror" } }""", "$.effect.type")]
    [InlineData("""{ "effect": { "type": "error", "code": "Throtling" } }""", "$.effect.code")]
    [InlineData("""{ "effect": { "type": "malform" }, "match": { "operations": ["AssumRole"] } }""", "$.match.operations[0]")]
    [InlineData("""{ "effect": { "type": "malform" }, "match": { "attempts": [] } }""", "$.match.attempts")]
    [InlineData("""{ "effect": { "type": "malform" }, "match": { "sources": ["here"] } }""", "$.match.sources[0]")]
    [InlineData("""{ "effect": { "type": "malform" }, "probability": 1.5 }""", "$.probability")]
    [InlineData("""{ "effect": { "type": "malform" }, "probability": 1, "every": 2 }""", "$.every")]
    [InlineData("""{ "effect": { "type": "malform" }, "skip": 2 }""", "$.skip")]
    [InlineData("""{ "effect": { "type": "malform" }, "probability": 1, "probability": 1 }""", "$")]
    [InlineData("""{ "effect": { "type": "malform" }, "description": "\ud800" }""", "$")]
    [InlineData("""{ "preset": "sts-throttel", "effect": { "type": "malform" } }""", "$.preset")]
    [InlineData("""{ "id": "other", "effect": { "type": "malform" } }""", "$.id")]
    [InlineData("""{ "effect": { "type": "latency", "distribution": { "kind": "fixed", "ms": -1 } }, "every": 0, "macth": {} }""", "$.effect.distribution.ms", "$.every", "$.macth")]
    public async Task A_bad_rule_is_a_problem_that_names_every_path_and_changes_nothing(string rule, params string[] paths)
    {
        foreach (string scope in new[] { FaultSimulator.Everybody, FaultSimulator.Account })
        {
            using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, $"{scope}/faults/rule", rule);
            ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
            Assert.Equal(400, problem.Status);
            Assert.Equal(paths, problem.Paths.Order(StringComparer.Ordinal));
            Assert.Equal(0, (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/faults")).GetArrayLength());
        }
    }

    [Theory]
    [InlineData("{}", "$")]
    [InlineData("""[{ "effect": { "type": "malform" } }]""", "$[0].id")]
    [InlineData("""[{ "id": "a", "effect": { "type": "malform" } }, { "id": "A", "effect": { "type": "malform" } }]""", "$[1].id")]
    [InlineData("""[{ "id": "a", "effect": { "type": "malform" } }, { "id": "b", "effect": { "type": "hang", "seconds": -1 } }]""", "$[1].effect.seconds")]
    public async Task A_bad_list_is_a_problem_that_names_every_path_and_changes_nothing(string list, string path)
    {
        await simulator.PutFaultAsync("kept", Refuse);
        using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, "/_stssim/faults", list);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal((400, path), (problem.Status, Assert.Single(problem.Paths)));
        Assert.Equal(["kept"], await IdsAsync());
    }

    [Theory]
    [InlineData("bad id")]
    [InlineData("a!")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task An_id_that_is_none_is_refused(string id)
    {
        using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, $"/_stssim/faults/{Uri.EscapeDataString(id)}", Refuse);
        Assert.Equal("$.id", Assert.Single((await ProblemAnswer.ReadAsync(response)).Paths));
    }

    [Fact]
    public async Task Two_ids_that_differ_in_case_alone_are_refused()
    {
        await simulator.PutFaultAsync("storm", Refuse);
        using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, "/_stssim/faults/Storm", Refuse);
        Assert.Equal("$.id", Assert.Single((await ProblemAnswer.ReadAsync(response)).Paths));
        Assert.Equal(["storm"], await IdsAsync());
    }

    [Fact]
    public async Task The_thousand_and_first_rule_is_refused_and_the_thousandth_can_be_put_again()
    {
        await simulator.SucceedAsync(
            HttpMethod.Put, "/_stssim/faults", $"[{string.Join(',', Enumerable.Range(0, 1_000).Select(i => $$"""{ "id": "r{{i}}", "enabled": false, "effect": { "type": "malform" } }"""))}]");
        await simulator.PutFaultAsync("r999", Refuse);
        using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, "/_stssim/faults/r1000", Refuse);
        Assert.Equal("$", Assert.Single((await ProblemAnswer.ReadAsync(response)).Paths));
        Assert.Equal(403, (await CallAsync()).Status);
    }

    [Theory]
    [InlineData("GET", "/_stssim/faults/none")]
    [InlineData("DELETE", "/_stssim/faults/none")]
    [InlineData("GET", "/_stssim/accounts/999999999999/faults")]
    [InlineData("PUT", "/_stssim/accounts/999999999999/faults/a")]
    [InlineData("DELETE", "/_stssim/accounts/bob/faults")]
    [InlineData("GET", "/_stssim/accounts/999999999999/clock")]
    [InlineData("PUT", "/_stssim/accounts/999999999999/clock")]
    [InlineData("GET", "/_stssim/leases/lease-0000000000000000000f/faults")]
    [InlineData("PUT", "/_stssim/leases/lease-0000000000000000000f/faults/a")]
    [InlineData("DELETE", "/_stssim/leases/none/faults/a")]
    [InlineData("PUT", "/_stssim/leases/none/clock")]
    public async Task What_there_is_not_is_404(string method, string path)
    {
        using HttpResponseMessage response = await simulator.AskAsync(new HttpMethod(method), path, method == "PUT" ? path.EndsWith("clock", StringComparison.Ordinal) ? "{}" : Refuse : null);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(response)).Status);
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("""{ "sessionTimeScale": 0 }""", "$.sessionTimeScale")]
    [InlineData("""{ "sessionTimeScale": "60" }""", "$.sessionTimeScale")]
    [InlineData("""{ "skewSeconds": 1e12 }""", "$.skewSeconds")]
    [InlineData("""{ "skewSecond": 1 }""", "$.skewSecond")]
    public async Task A_bad_clock_is_a_problem_that_names_its_path(string clock, string path)
    {
        using HttpResponseMessage response = await simulator.AskAsync(HttpMethod.Put, "/_stssim/clock", clock);
        Assert.Equal(path, Assert.Single((await ProblemAnswer.ReadAsync(response)).Paths));
    }

    private Task<WireAnswer> CallAsync() => simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Bobby");

    private async Task<string> StatusesAsync(int calls)
    {
        int[] statuses = new int[calls];
        for (int i = 0; i < calls; i++)
        {
            statuses[i] = (await CallAsync()).Status;
        }

        return string.Join(' ', statuses);
    }

    private async Task<string[]> IdsAsync() =>
        [.. (await simulator.SucceedAsync(HttpMethod.Get, "/_stssim/faults")).EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];

    private static string Unescaped(JsonElement json) => System.Text.RegularExpressions.Regex.Unescape(JsonSerializer.Serialize(json));
}
