using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Cluster.Tests;

public sealed class EveryProcessKilledTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_all_are_killed_what_was_acknowledged_is_there()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 2, gateways: 1);
        SimulatorProcess gateway = cluster.Gateways[0];
        Assert.Equal(200, (await gateway.IamAsync(TestWorld.Alice, "CreateUser", "UserName=zoe")).Status);
        ClientKey session = (await gateway.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Kept")).Credentials();
        LeasedAccount lease = await gateway.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(7, 70) }, Cancel);
        await ControlAsync(gateway, HttpMethod.Put, "/_stssim/faults/slow", """{ "match": { "federatedUsers": ["Slow"] }, "effect": { "type": "error", "code": "SlowDown" } }""");
        string experiment = (await ControlAsync(gateway, HttpMethod.Post, "/_stssim/experiments", """
            { "name": "long", "phases": [{ "name": "only", "duration": "10m", "faults": [{ "id": "phase", "match": { "federatedUsers": ["Phased"] }, "effect": { "type": "error", "code": "SlowDown" } }] }] }
            """)).GetProperty("id").GetString()!;
        for (int number = 0; number < 20; number++)
        {
            await gateway.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Counted");
        }

        // Ledgers are written behind; a revocation is stored when it is acknowledged, and with it what was counted before.
        Assert.Equal(20, await gateway.Simulator.Account(TestWorld.AccountId).RevokeFederatedUserSessionsAsync("Counted", Cancel));

        foreach (SimulatorProcess process in cluster.Silos.Concat(cluster.Gateways).ToArray())
        {
            await process.KillAsync();
        }

        await cluster.StartSiloAsync();
        SimulatorProcess again = await cluster.StartGatewayAsync();
        Assert.Contains("<UserName>zoe</UserName>", (await again.IamAsync(TestWorld.Alice, "GetUser", "UserName=zoe")).Body, StringComparison.Ordinal);
        (await SettledAsync(again, session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        Assert.Equal(7, (await again.Simulator.Account(lease.AccountId).GetQuotasAsync(Cancel)).Default.RequestsPerSecond);
        Assert.Equal("SlowDown", (await again.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Slow")).Code);
        Assert.Equal("SlowDown", (await again.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Phased")).Code);
        Assert.Equal("running", (await ControlAsync(again, HttpMethod.Get, $"/_stssim/experiments/{experiment}")).GetProperty("state").GetString());
        JsonElement counted = await ControlAsync(again, HttpMethod.Get, $"/_stssim/accounts/{TestWorld.AccountId}/federated-users/Counted");
        Assert.Equal((20, 0), (counted.GetProperty("issued").GetInt64(), counted.GetProperty("active").GetInt64()));
    }

    // A gateway's keys of old sessions do not end with its life, nor with theirs as the sealing ones.
    [Fact]
    public async Task Sessions_outlive_the_key_that_sealed_them()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 1, gateways: 2);
        ClientKey before = (await cluster.Gateways[0].StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before")).Credentials();

        await ControlAsync(cluster.Gateways[1], HttpMethod.Post, "/_stssim/cluster/key-rotations");
        JsonElement keys;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), Cancel);
            keys = (await ControlAsync(cluster.Gateways[0], HttpMethod.Get, "/_stssim/cluster")).GetProperty("keys");
        }
        while (keys[0].GetProperty("keyId").GetInt32() == 1);

        ClientKey after = (await cluster.Gateways[0].StsAsync(TestWorld.Alice, "GetFederationToken", "Name=After")).Credentials();
        SimulatorProcess third = await cluster.StartGatewayAsync();
        foreach (SimulatorProcess gateway in cluster.Gateways.Append(third))
        {
            (await gateway.StsAsync(before, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
            (await gateway.StsAsync(after, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        }

        Assert.Equal([2, 1], keys.EnumerateArray().Select(key => key.GetProperty("keyId").GetInt32()));
        JsonElement status = await ControlAsync(third, HttpMethod.Get, $"/_stssim/cluster?account={TestWorld.AccountId}");
        Assert.Equal(3, status.GetProperty("gateways").GetArrayLength());
        Assert.All(status.GetProperty("gateways").EnumerateArray(), gateway => Assert.Equal(
            (status.GetProperty("environmentVersion").GetInt64(), status.GetProperty("accountVersion").GetInt64()),
            (gateway.GetProperty("environmentVersion").GetInt64(), gateway.GetProperty("accountVersion").GetInt64())));
    }

    // Buckets begin empty where silos were lost, for two seconds; an SDK comes back.
    private static async Task<WireAnswer> SettledAsync(SimulatorProcess gateway, ClientKey key, string action)
    {
        while (true)
        {
            WireAnswer answer = await gateway.StsAsync(key, action);
            if (!answer.IsThrottled)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }

    private static async Task<JsonElement> ControlAsync(SimulatorProcess process, HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(process.Endpoint, path)) { Content = body is null ? null : new StringContent(body) };
        using HttpResponseMessage response = await http.SendAsync(request, Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
