using System.Collections.Concurrent;
using System.Globalization;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Cluster.Tests;

[Collection(nameof(LongOutages))]
public sealed class KilledSiloTests
{
    private const double QuotaRate = 40;

    private static readonly TimeSpan LongestTrouble = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_of_three_silos_are_killed_under_load()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 3, gateways: 2);
        LeasedAccount lease = await cluster.Gateways[0].Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(QuotaRate, QuotaRate) }, Cancel);
        var throttled = new ClientKey(lease.Credentials.AccessKeyId, lease.Credentials.SecretAccessKey);
        ClientKey session = (await cluster.Gateways[0].StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before")).Credentials();
        ClientKey revoked = (await cluster.Gateways[1].StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Revoked")).Credentials();
        Assert.Equal(1, await cluster.Gateways[0].Simulator.Account(TestWorld.AccountId).RevokeFederatedUserSessionsAsync("Revoked", Cancel));

        await using RequestLoad issuance = RequestLoad.Begin(
            cluster.Gateways, callersEach: 2, TimeSpan.FromMilliseconds(20), number => Federate(TestWorld.Alice, $"user-{number % 50}"));
        await using RequestLoad flood = RequestLoad.Begin(
            cluster.Gateways, callersEach: 2, TimeSpan.FromMilliseconds(5), _ => StsRequest.Of(throttled, "GetCallerIdentity"));
        var acknowledged = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        Task writing = WriteAsync(cluster.Gateways[1], acknowledged, enough.Token);

        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(3));
        await cluster.Silos[0].KillAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(12));
        await cluster.Silos[1].KillAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(12));
        await enough.CancelAsync();
        await writing;
        IReadOnlyList<SentRequest> issued = await issuance.EndAsync();
        IReadOnlyList<SentRequest> flooded = await flood.EndAsync();
        string words = $"{Outages.InWords(issued)}; {acknowledged.Count} users acknowledged; {flooded.Count(request => request.IsOk)} admitted under the quota, most over it {AdmittedRequests.LargestExcess(flooded, QuotaRate, QuotaRate):0.0}";
        TestContext.Current.TestOutputHelper?.WriteLine(words);

        Assert.True(issued.Where(request => !request.IsOk).All(request => request.IsRetryable), words);
        Assert.True(Outages.Of(issued).All(outage => outage.To - outage.From < LongestTrouble), words);
        Assert.True(issued.Count(request => request.IsOk) > issued.Count / 2, words);
        Assert.True(flooded.Where(request => !request.IsOk).All(request => request.IsRetryable), words);
        Assert.True(AdmittedRequests.LargestExcess(flooded, QuotaRate, QuotaRate) <= 0, words);
        Assert.True(flooded.Count(request => request.IsOk) > 5 * QuotaRate, words);
        foreach (SimulatorProcess gateway in cluster.Gateways)
        {
            Assert.Empty(acknowledged.Except(await gateway.ListUsersAsync(TestWorld.Alice)));
            (await gateway.StsAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
            Assert.NotEqual(200, (await gateway.StsAsync(revoked, "GetCallerIdentity")).Status);
        }
    }

    private static StsRequest Federate(ClientKey key, string name) => StsRequest.Of(key, "GetFederationToken", $"Name={name}");

    // A write that was refused is tried again under another name, so that what was acknowledged is known.
    private static async Task WriteAsync(SimulatorProcess gateway, ConcurrentQueue<string> acknowledged, CancellationToken enough)
    {
        for (int number = 0; !enough.IsCancellationRequested; number++)
        {
            string user = string.Create(CultureInfo.InvariantCulture, $"user-{number}");
            WireAnswer answer = await gateway.IamAsync(TestWorld.Alice, "CreateUser", $"UserName={user}");
            if (answer.Status == 200)
            {
                acknowledged.Enqueue(user);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
