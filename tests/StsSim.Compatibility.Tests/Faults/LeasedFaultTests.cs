using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A lease may come with faults and a clock, and the same seed strikes the same in any leased account.</summary>
public sealed class LeasedFaultTests(FaultSimulator simulator) : IClassFixture<FaultSimulator>
{
    [Fact]
    public async Task A_lease_begins_with_what_it_was_taken_with_and_again_after_a_reset()
    {
        JsonElement lease = await simulator.SucceedAsync(
            HttpMethod.Post,
            "/_stssim/leases",
            """{ "clock": { "sessionTimeScale": 60 }, "faults": [{ "id": "storm", "match": { "operations": ["GetSessionToken"] }, "effect": { "type": "error", "code": "Throttling" } }] }""");
        string scope = $"/_stssim/leases/{lease.GetProperty("id").GetString()}";
        var key = new ClientKey(lease.GetProperty("accessKeyId").GetString()!, lease.GetProperty("secretAccessKey").GetString()!);
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal("Throttling", (await simulator.SendAsync(key, "GetSessionToken")).Code);
            Assert.Equal(60, (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/clock")).GetProperty("sessionTimeScale").GetDouble());
            Assert.Equal((1, 1), await simulator.CountsAsync("storm", scope));

            await simulator.SucceedAsync(HttpMethod.Delete, $"{scope}/faults");
            await simulator.SucceedAsync(HttpMethod.Delete, $"{scope}/clock");
            (await simulator.SendAsync(key, "GetSessionToken")).IsSuccessOf("GetSessionToken");
            await simulator.SucceedAsync(HttpMethod.Post, $"{scope}/reset");
        }
    }

    [Fact]
    public async Task Mistakes_in_what_a_lease_is_to_begin_with_are_named()
    {
        using HttpResponseMessage response = await simulator.AskAsync(
            HttpMethod.Post, "/_stssim/leases", """{ "clock": { "sessionTimeScale": 0 }, "faults": [{ "id": "a", "effect": { "type": "error", "code": "Throtling" } }] }""");
        string problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(
            ["$.faults[0].effect.code", "$.clock.sessionTimeScale"],
            JsonElement.Parse(problem).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()));
    }

    // Each has another account id, and another user; what they ask for is the same.
    [Fact]
    public async Task The_same_requests_meet_the_same_in_two_leased_accounts()
    {
        string[] met = new string[2];
        for (int lease = 0; lease < met.Length; lease++)
        {
            (string scope, string accountId, ClientKey key) = await simulator.LeaseAsync();
            await simulator.PutFaultAsync("half", """{ "probability": 0.5, "seed": 3, "effect": { "type": "error", "code": "Throttling" } }""", scope);
            var statuses = new List<int>();
            for (int i = 0; i < 30; i++)
            {
                string role = Uri.EscapeDataString($"arn:aws:iam::{accountId}:role/app");
                statuses.Add((await simulator.SendAsync(key, "GetFederationToken", $"Name=user{i % 20}")).Status);
                statuses.Add((await simulator.SendAsync(key, "AssumeRole", $"RoleArn={role}&RoleSessionName=session{i % 20}")).Status);
            }

            met[lease] = string.Join(' ', statuses);
            Assert.InRange(statuses.Count(status => status == 400), 15, 45);
        }

        Assert.Equal(met[0], met[1]);
    }

    [Fact]
    public async Task A_rule_that_was_read_can_be_put_back()
    {
        (string scope, _, ClientKey key) = await simulator.LeaseAsync();
        await simulator.PutFaultAsync("a", """{ "preset": "sts-throttle", "probability": 1, "ttlSeconds": 600 }""", scope);
        Assert.Equal("Throttling", (await simulator.SendAsync(key, "GetCallerIdentity")).Code);
        string list = (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/faults")).GetRawText();
        string rule = (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/faults/a")).GetRawText();
        Assert.Contains("\"fired\": 1", rule, StringComparison.Ordinal);

        await simulator.PutFaultAsync("a", rule, scope);
        await simulator.SucceedAsync(HttpMethod.Put, $"{scope}/faults", list);

        JsonElement again = Assert.Single((await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/faults")).EnumerateArray());
        Assert.Equal(["id", "preset", "probability", "considered", "fired"], again.EnumerateObject().Select(member => member.Name)); // for good now: a lifetime is not read
        Assert.Equal("Throttling", (await simulator.SendAsync(key, "GetCallerIdentity")).Code);
    }
}
