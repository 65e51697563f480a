using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Cluster.Tests;

public sealed class RollingUpgradeTests
{
    [Fact]
    public async Task This_version_and_the_next_run_together_there_and_back()
    {
        using NextVersion next = await NextVersion.BuildAsync();
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 1, gateways: 1);
        SimulatorProcess oldGateway = cluster.Gateways[0];
        await CreateUserAsync(oldGateway, "of-this-version");
        ClientKey session = (await oldGateway.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before")).Credentials();
        await using RequestLoad load = RequestLoad.Begin(
            [oldGateway], callersEach: 2, TimeSpan.FromMilliseconds(30), number => StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name=user-{number % 20}"));

        // A silo of the next version comes, the old one goes; then a gateway.
        await cluster.StartSiloAsync(next.Host);
        await CreateUserAsync(oldGateway, "of-both");
        await cluster.Silos[0].StopAsync();
        await CreateUserAsync(oldGateway, "of-the-next-version");
        SimulatorProcess newGateway = await cluster.StartGatewayAsync(next.Host);
        await CreateUserAsync(newGateway, "of-the-next-gateway");
        await SeesAllAsync(oldGateway, session);
        await SeesAllAsync(newGateway, session);

        // And back: what the next version has stored, this one reads.
        await cluster.StartSiloAsync();
        await cluster.Silos[1].StopAsync();
        await CreateUserAsync(oldGateway, "of-this-version-again");
        await SeesAllAsync(oldGateway, session);
        await SeesAllAsync(newGateway, session);
        IReadOnlyList<SentRequest> sent = await load.EndAsync();
        string words = Outages.InWords(sent);
        TestContext.Current.TestOutputHelper?.WriteLine(words);

        Assert.True(sent.Where(request => !request.IsOk).All(request => request.IsRetryable), words);
        Assert.True(sent.Count(request => request.IsOk) > 100, words); // the rest was throttled while buckets filled anew
    }

    private static async Task CreateUserAsync(SimulatorProcess gateway, string name)
    {
        while (true)
        {
            WireAnswer answer = await gateway.IamAsync(TestWorld.Alice, "CreateUser", $"UserName={name}");
            if (answer.Status == 200 || answer.Body.Contains("EntityAlreadyExists", StringComparison.Ordinal))
            {
                return; // the latter where an attempt before did it, and its answer was lost with the silo
            }

            Assert.True(answer.Status == 503, answer.Body);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }

    private static async Task SeesAllAsync(SimulatorProcess gateway, ClientKey session)
    {
        foreach (string name in new[] { "of-this-version", "of-both", "of-the-next-version", "of-the-next-gateway" })
        {
            await UntilServedAsync(() => gateway.IamAsync(TestWorld.Alice, "GetUser", $"UserName={name}"));
        }

        await UntilServedAsync(() => gateway.StsAsync(session, "GetCallerIdentity"));
    }

    // While silos come and go, buckets begin empty and calls are lost; an SDK comes back for both.
    private static async Task UntilServedAsync(Func<Task<WireAnswer>> ask)
    {
        while (true)
        {
            WireAnswer answer = await ask();
            if (answer.Status == 200)
            {
                return;
            }

            Assert.True(answer.Status == 503 || answer.IsThrottled, answer.Body);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }
}
