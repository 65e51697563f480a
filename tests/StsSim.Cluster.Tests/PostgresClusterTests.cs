using System.Xml.Linq;
using StsSim.Compatibility.Tests.Durability;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Cluster.Tests;

/// <summary>A cluster over PostgreSQL: silos find each other, take over from each other, and outlive the database.</summary>
public sealed class PostgresClusterTests
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_is_killed_and_PostgreSQL_is_away_for_a_while_under_load()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 2, gateways: 1, store: StoreKind.Postgres);
        SimulatorProcess gateway = cluster.Gateways[0];
        Assert.Equal(200, (await CreateUserAsync(gateway, "before")).Status);
        ClientKey session = (await gateway.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before")).Credentials();
        LeasedAccount lease = await gateway.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(7, 70) }, Cancel);
        await using RequestLoad load = Begin(cluster);
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(3));

        await cluster.Silos[0].KillAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(12));
        IReadOnlyList<SentRequest> killed = await load.EndAsync();
        string words = Outages.InWords(killed);
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        Assert.All(killed, request => Assert.True(request.IsOk || request.IsRetryable, words));
        Assert.Equal(200, (await WrittenAsync(gateway, "between")).Status);

        while ((await gateway.SendAsync(Federate(0))).Status != 200)
        {
            await RequestLoad.GoOnAsync(TimeSpan.FromMilliseconds(200)); // buckets of the silo that is lost begin empty
        }

        await using RequestLoad more = Begin(cluster);
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(2));
        await cluster.Store.KillAsync();
        WireAnswer first = await CreateUserAsync(gateway, "first");
        await RequestLoad.GoOnAsync(Away);
        WireAnswer meanwhile = await CreateUserAsync(gateway, "meanwhile");
        (await gateway.StsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        await cluster.Store.StartAgainAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(3));
        IReadOnlyList<SentRequest> sent = await more.EndAsync();
        words = $"{Outages.InWords(sent)}; writes meanwhile: {first.Status} {first.Code}, {meanwhile.Status} {meanwhile.Code}";
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        Assert.All(sent, request => Assert.True(request.IsOk, words));
        Assert.True(first.Status == 503 && meanwhile.Status == 503, $"{words}\n{gateway.Errors}");

        WireAnswer after = await WrittenAsync(gateway, "after");
        Assert.True(after.Status == 200, after.Body);
        string[] users = [.. XElement.Parse((await gateway.IamAsync(TestWorld.Alice, "ListUsers", "MaxItems=100")).Body)
            .Descendants().Where(element => element.Name.LocalName == "UserName").Select(element => element.Value)];
        Assert.All(["before", "between", "after"], user => Assert.Contains(user, users));
        Assert.Equal(7, (await gateway.Simulator.Account(lease.AccountId).GetQuotasAsync(Cancel)).Default.RequestsPerSecond);

        // A silo that comes now finds the cluster, and what it keeps.
        await cluster.StartSiloAsync();
        await cluster.Silos[1].StopAsync();
        await cluster.StartGatewayAsync();
        Assert.Equal(200, (await WrittenAsync(cluster.Gateways[1], "last")).Status);
        Assert.DoesNotContain(PostgresServer.Password, string.Join('\n', cluster.Silos.Concat(cluster.Gateways).Select(process => process.Errors)), StringComparison.Ordinal);
    }

    private static RequestLoad Begin(SimulatorCluster cluster) => RequestLoad.Begin(
        cluster.Gateways, callersEach: 2, TimeSpan.FromMilliseconds(50), Federate);

    private static StsRequest Federate(int number) => StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name=user-{number % 50}");

    private static Task<WireAnswer> CreateUserAsync(SimulatorProcess gateway, string name) => gateway.IamAsync(TestWorld.Alice, "CreateUser", $"UserName={name}");

    // As an SDK writes, which comes back.
    private static async Task<WireAnswer> WrittenAsync(SimulatorProcess gateway, string name)
    {
        WireAnswer answer;
        while ((answer = await CreateUserAsync(gateway, name)).Status == 503 || answer.IsThrottled)
        {
            await RequestLoad.GoOnAsync(TimeSpan.FromMilliseconds(200));
        }

        return answer;
    }
}
