using System.Net;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>Whose figures nobody else moves.</summary>
public sealed class FollowedSimulator : RunningSimulator;

/// <summary><c>GET /_stssim/events</c>: what happens, once a second, for whoever follows.</summary>
public sealed class EventRouteTests(FollowedSimulator simulator) : IClassFixture<FollowedSimulator>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_add_up_to_what_was_sent()
    {
        await ResetAsync();
        using EventStream events = await FollowAsync();
        (string name, JsonElement history) = (await events.NextAsync())!.Value;
        Assert.Equal(("history", 0), (name, history.GetProperty("slots").GetArrayLength()));
        await events.UntilAsync(snapshot => Total(snapshot, "requests") == 0);

        for (int i = 0; i < 5; i++)
        {
            (await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", $"Name=name{i % 2}")).IsSuccessOf("GetFederationToken");
        }

        Assert.Equal(403, (await simulator.SendAsync(TestWorld.Bob, "AssumeRole", $"RoleArn=arn:aws:iam::{TestWorld.AccountId}:role/none&RoleSessionName=somebody")).Status);
        (await simulator.SendAsync(TestWorld.Legacy, "GetSessionToken")).IsSuccessOf("GetSessionToken");

        // Rates are what came between snapshots: added up, they are what the totals say.
        double came = 0;
        JsonElement after = await events.UntilAsync(snapshot =>
        {
            came += Rate(snapshot, "requests");
            return Total(snapshot, "requests") == 7;
        });
        Assert.Equal((6, 0, 1, 0, 0), (Total(after, "ok"), Total(after, "throttled"), Total(after, "clientErrors"), Total(after, "serverErrors"), Total(after, "abandoned")));
        Assert.Equal(7, came, tolerance: 0.1);
        JsonElement all = await events.UntilAsync(snapshot => snapshot.GetProperty("activeSessions").GetInt64() == 6);
        JsonElement account = AccountOf(all, TestWorld.AccountId);
        Assert.Equal(5, account.GetProperty("activeSessions").GetInt64());
        Assert.Equal(100_000, account.GetProperty("quotas").GetProperty("default").GetProperty("requestsPerSecond").GetDouble());
        Assert.False(account.GetProperty("ownQuotas").GetBoolean());
        Assert.Equal(2, all.GetProperty("accounts").GetProperty("total").GetInt32());
        Assert.Equal(7, all.GetProperty("clients").GetProperty("shown").EnumerateArray().Sum(client => client.GetProperty("requests").GetInt64()));

        // Who comes later is told of it, too.
        using EventStream later = await FollowAsync();
        (_, history) = (await later.NextAsync())!.Value;
        Assert.Equal(7, history.GetProperty("slots").EnumerateArray().Sum(slot => slot.GetProperty("requests").GetInt64()));
    }

    [Fact]
    public async Task An_account_can_be_followed_alone()
    {
        await ResetAsync();
        (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        (await simulator.SendAsync(TestWorld.Legacy, "GetSessionToken")).IsSuccessOf("GetSessionToken");

        using EventStream events = await FollowAsync($"?account={TestWorld.OtherAccountId}");
        JsonElement snapshot = await events.UntilAsync(snapshot => Total(snapshot, "requests") == 1 && snapshot.GetProperty("activeSessions").GetInt64() == 1);
        Assert.Equal(TestWorld.OtherAccountId, snapshot.GetProperty("account").GetString());
        Assert.Equal([TestWorld.OtherAccountId], snapshot.GetProperty("accounts").GetProperty("shown").EnumerateArray().Select(account => account.GetProperty("id").GetString()));

        foreach (string account in new[] { "999999999999", "nonsense", "" })
        {
            using HttpResponseMessage unknown = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, $"/_stssim/events?account={account}"), Cancel);
            Assert.Equal(404, (await ProblemAnswer.ReadAsync(unknown)).Status);
        }
    }

    [Fact]
    public async Task What_is_steered_is_in_the_next_snapshots()
    {
        await ResetAsync();
        using EventStream events = await FollowAsync();
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0.001, "burst": 4}}""");
        await PutAsync("/_stssim/faults/never", """{"probability": 0, "effect": {"type": "error", "code": "Throttling"}}""");
        await PutAsync($"/_stssim/accounts/{TestWorld.AccountId}/faults/mine", """{"preset": "slow-sts", "enabled": false}""");
        await PutAsync("/_stssim/clock", """{"sessionTimeScale": 60}""");
        JsonElement started = await simulator.PostAsync("/_stssim/experiments", JsonElement.Parse(
            """{"name": "e", "phases": [{"name": "only", "duration": "10m"}], "expectations": ["only.requests >= 1"]}"""));
        (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        JsonElement snapshot = await events.UntilAsync(snapshot =>
            AccountOf(snapshot, TestWorld.AccountId).GetProperty("buckets").EnumerateArray().Any(bucket => bucket.GetProperty("tokens").GetDouble() is > 2.9 and < 3.1));
        Assert.True(AccountOf(snapshot, TestWorld.AccountId).GetProperty("ownQuotas").GetBoolean());
        Assert.Equal("us-east-1", AccountOf(snapshot, TestWorld.AccountId).GetProperty("buckets")[0].GetProperty("name").GetString());
        Assert.Equal(60, snapshot.GetProperty("clock").GetProperty("sessionTimeScale").GetDouble());
        JsonElement[] rules = [.. snapshot.GetProperty("faults").GetProperty("shown").EnumerateArray()];
        Assert.Equal([("never", null), ("mine", TestWorld.AccountId)], rules.Select(rule => (rule.GetProperty("id").GetString(), rule.TryGetProperty("accountId", out JsonElement id) ? id.GetString() : null)));
        Assert.Equal((1, 0), (rules[0].GetProperty("considered").GetInt64(), rules[0].GetProperty("fired").GetInt64()));
        JsonElement run = Assert.Single(snapshot.GetProperty("experiments").GetProperty("running").EnumerateArray().ToArray());
        Assert.Equal((started.GetProperty("id").GetString(), "only"), (run.GetProperty("id").GetString(), run.GetProperty("phase").GetString()));
        Assert.Equal(1, run.GetProperty("expectations").GetArrayLength());
    }

    // One is read for all: two who follow see the very same.
    [Fact]
    public async Task All_who_follow_see_the_same_snapshots()
    {
        using EventStream one = await FollowAsync();
        using EventStream other = await FollowAsync();
        DateTimeOffset time = TimeOf(await one.UntilAsync(_ => true));
        time = TimeOf(await one.UntilAsync(snapshot => TimeOf(snapshot) > time));

        Assert.Equal(time, TimeOf(await other.UntilAsync(snapshot => TimeOf(snapshot) >= time)));
    }

    [Fact]
    public async Task However_many_accounts_there_are_a_snapshot_is_small()
    {
        string[] leases = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ => (await simulator.PostAsync("/_stssim/leases", new { })).GetProperty("id").GetString()!));
        using EventStream events = await FollowAsync();
        JsonElement snapshot = await events.UntilAsync(snapshot => snapshot.GetProperty("accounts").GetProperty("total").GetInt32() >= 32);
        Assert.Equal(20, snapshot.GetProperty("accounts").GetProperty("shown").GetArrayLength());
        foreach (string lease in leases)
        {
            using HttpResponseMessage freed = await simulator.Http.DeleteAsync(new Uri(simulator.Endpoint, $"/_stssim/leases/{lease}"), Cancel);
            Assert.Equal(HttpStatusCode.NoContent, freed.StatusCode);
        }
    }

    [Fact]
    public async Task They_end_when_the_host_stops()
    {
        Simulator stopped = await Simulator.StartAsync(["--urls", "http://127.0.0.1:0"], cancellationToken: Cancel);
        await using (stopped)
        {
            using EventStream events = await EventStream.FollowAsync(simulator.Http, stopped.Endpoint);
            await events.UntilAsync(_ => true);
            Task stopping = stopped.DisposeAsync().AsTask();
            while (await events.NextAsync() is not null)
            {
                // what was on its way
            }

            await stopping;
        }
    }

    private Task<EventStream> FollowAsync(string query = "") => EventStream.FollowAsync(simulator.Http, simulator.Endpoint, query);

    private async Task ResetAsync()
    {
        using HttpResponseMessage response = await simulator.Http.PostAsync(new Uri(simulator.Endpoint, "/_stssim/reset"), content: null, Cancel);
        response.EnsureSuccessStatusCode();
    }

    private async Task PutAsync(string path, string json)
    {
        using var body = new StringContent(json);
        using HttpResponseMessage response = await simulator.Http.PutAsync(new Uri(simulator.Endpoint, path), body, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static long Total(JsonElement snapshot, string outcome) => snapshot.GetProperty("totals").GetProperty(outcome).GetInt64();

    private static double Rate(JsonElement snapshot, string outcome) => snapshot.TryGetProperty("rates", out JsonElement rates)
        ? rates.GetProperty(outcome).GetDouble() * rates.GetProperty("seconds").GetDouble()
        : 0;

    private static DateTimeOffset TimeOf(JsonElement snapshot) => snapshot.GetProperty("time").GetDateTimeOffset();

    private static JsonElement AccountOf(JsonElement snapshot, string id) =>
        snapshot.GetProperty("accounts").GetProperty("shown").EnumerateArray().Single(account => account.GetProperty("id").GetString() == id);
}
