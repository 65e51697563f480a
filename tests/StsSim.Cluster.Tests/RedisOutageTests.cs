using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Cluster.Tests;

public sealed class RedisOutageTests
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Redis_is_away_for_half_a_minute_under_load()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 2, gateways: 2);
        Assert.Equal(200, (await cluster.Gateways[0].IamAsync(TestWorld.Alice, "CreateUser", "UserName=before")).Status);
        ClientKey session = (await cluster.Gateways[0].StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before")).Credentials();
        await using RequestLoad load = RequestLoad.Begin(
            cluster.Gateways, callersEach: 2, TimeSpan.FromMilliseconds(20), number => StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name=user-{number % 50}"));
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(3));

        await cluster.Store.KillAsync();
        await RequestLoad.GoOnAsync(Away / 2);
        WireAnswer write = await cluster.Gateways[0].IamAsync(TestWorld.Alice, "CreateUser", "UserName=meanwhile");
        (await cluster.Gateways[1].StsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        await RequestLoad.GoOnAsync(Away / 2);
        await cluster.Store.StartAgainAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(5));
        IReadOnlyList<SentRequest> sent = await load.EndAsync();
        string words = $"{Outages.InWords(sent)}; a write meanwhile: {write.Status} {write.Body}";
        TestContext.Current.TestOutputHelper?.WriteLine(words);

        Assert.All(sent, request => Assert.True(request.IsOk, words));
        Assert.Equal(503, write.Status);
        foreach (SimulatorProcess gateway in cluster.Gateways)
        {
            Assert.Contains("<UserName>before</UserName>", (await gateway.IamAsync(TestWorld.Alice, "ListUsers", "MaxItems=100")).Body, StringComparison.Ordinal);
        }

        // And writes go on.
        WireAnswer after;
        do
        {
            await RequestLoad.GoOnAsync(TimeSpan.FromMilliseconds(200));
            after = await cluster.Gateways[1].IamAsync(TestWorld.Alice, "CreateUser", "UserName=after");
        }
        while (after.Status == 503);

        Assert.True(after.Status == 200, after.Body);
    }
}
