using StsSim.Compatibility.Tests.Simulators;
using StsSim.Testing;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>
/// Breaks one part of a cluster after the other and lets it recover. The first silo and the first gateway are left alone:
/// it is their memory that is watched.
/// </summary>
internal sealed class Disruptions(SimulatorCluster cluster, OpenBooks books, Random random)
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(4);

    private readonly List<string> _done = [];
    private SimulatorProcess _silo = cluster.Silos[1];
    private SimulatorProcess _gateway = cluster.Gateways[1];

    /// <summary>What was done, in words.</summary>
    public string Done => string.Join(", ", _done.CountBy(name => name).Select(name => $"{name.Value} x {name.Key}"));

    private StsSimulator Control => cluster.Gateways[0].Simulator;

    /// <summary>All of them once, in random order, and then whichever, until the time is over.</summary>
    public async Task RunAsync(TimeSpan duration)
    {
        long begun = TimeProvider.System.GetTimestamp();
        (string Name, Func<Task> Act)[] all =
        [
            ("a silo killed", KillSiloAsync),
            ("a silo stopped", StopSiloAsync),
            ("a gateway killed", KillGatewayAsync),
            ("a gateway stopped", StopGatewayAsync),
            ("Redis killed", KillStoreAsync),
            ("faults set", SetFaultsAsync),
            ("the clock jumped", JumpAsync),
            ("sessions revoked", RevokeAsync),
        ];
        random.Shuffle(all);
        for (int at = 0; at < all.Length || TimeProvider.System.GetElapsedTime(begun) < duration; at++)
        {
            (string name, Func<Task> act) = at < all.Length ? all[at] : all[random.Next(all.Length)];
            await act();
            _done.Add(name);
            TestContext.Current.TestOutputHelper?.WriteLine($"{TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s: {name}");
            await RequestLoad.GoOnAsync(Apart);
        }

        await Control.ClearFaultsAsync(TestContext.Current.CancellationToken);
    }

    private async Task KillSiloAsync()
    {
        await _silo.KillAsync();
        _silo = await cluster.StartSiloAsync();
    }

    private async Task StopSiloAsync()
    {
        await _silo.StopAsync();
        _silo = await cluster.StartSiloAsync();
    }

    private async Task KillGatewayAsync()
    {
        await _gateway.KillAsync(); // while it answers
        books.Close(_gateway, isKilled: true);
        await books.OpenAsync(_gateway = await cluster.StartGatewayAsync());
    }

    private async Task StopGatewayAsync()
    {
        books.Close(_gateway, isKilled: false);
        await _gateway.StopAsync();
        await books.OpenAsync(_gateway = await cluster.StartGatewayAsync());
    }

    private async Task KillStoreAsync()
    {
        await cluster.Store.KillAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(1 + random.Next(3)));
        await cluster.Store.StartAgainAsync();
    }

    // What the store's absence refuses is tried again, as a person would.
    private Task SetFaultsAsync() => EventuallyAsync(() => Control.PutFaultAsync(
        "chaos",
        new FaultRule { Effect = FaultEffect.Error("Throttling"), Trigger = FaultTrigger.WithProbability(0.02) },
        TestContext.Current.CancellationToken));

    private Task JumpAsync() => EventuallyAsync(() => Control.SetClockAsync(
        sessionTimeScale: 30 * (1 + random.Next(4)), skewSeconds: random.Next(-240, 240), TestContext.Current.CancellationToken));

    private Task RevokeAsync() => EventuallyAsync(() => Control.Account(TestWorld.AccountId).RevokeFederatedUserSessionsAsync(
        "user-1", TestContext.Current.CancellationToken));

    private static async Task EventuallyAsync(Func<Task> act)
    {
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception e) when (e is StsSimulatorException or HttpRequestException)
            {
                await RequestLoad.GoOnAsync(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
