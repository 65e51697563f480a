using System.Globalization;
using StsSim.Compatibility.Tests.Durability;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Cluster.Tests;

/// <summary>Silos and gateways over a server that keeps their state, a process each.</summary>
internal sealed class SimulatorCluster : IAsyncDisposable
{
    private readonly WorldFile _world;
    private readonly List<SimulatorProcess> _silos = [];
    private readonly List<SimulatorProcess> _gateways = [];

    private readonly string? _address;

    private SimulatorCluster(StoreServer store, WorldFile world, string? address) => (Store, _world, _address) = (store, world, address);

    public StoreServer Store { get; }

    public IReadOnlyList<SimulatorProcess> Silos => _silos;

    public IReadOnlyList<SimulatorProcess> Gateways => _gateways;

    /// <summary>Starts them all; where there is no such server the test is skipped, and says so.</summary>
    /// <param name="address">Where silos and Redis are reached, if not on loopback.</param>
    public static async Task<SimulatorCluster> StartAsync(int silos, int gateways, string? address = null, StoreKind store = StoreKind.Redis)
    {
        StoreServer server = address is null ? await StoreServer.StartAsync(store) : await RedisServer.StartAsync(address);
        var cluster = new SimulatorCluster(server, new WorldFile(TestWorld.Json), address);
        for (int silo = 0; silo < silos; silo++)
        {
            cluster.BeginSilo();
        }

        for (int gateway = 0; gateway < gateways; gateway++)
        {
            cluster.BeginGateway();
        }

        try
        {
            await Task.WhenAll(cluster._silos.Concat(cluster._gateways).Select(process => process.ReadyAsync()));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync(); // of one that did not start, the others are nobody's
            throw;
        }
    }

    public async Task<SimulatorProcess> StartSiloAsync(string? host = null)
    {
        SimulatorProcess silo = BeginSilo(host);
        await silo.ReadyAsync();
        return silo;
    }

    public async Task<SimulatorProcess> StartGatewayAsync(string? host = null)
    {
        SimulatorProcess gateway = BeginGateway(host);
        await gateway.ReadyAsync();
        return gateway;
    }

    /// <summary>Starts a gateway behind a link of its own.</summary>
    public async Task<SimulatorProcess> StartGatewayAsync(NetworkNamespace network)
    {
        Dictionary<string, string> settings = Settings();
        settings["StsSim__AdminToken"] = "reached-from-outside";
        var gateway = SimulatorProcess.Start("gateway", new Uri($"http://{network.ClientAddress}:7870"), settings, networkNamespace: network.Name);
        _gateways.Add(gateway);
        await gateway.ReadyAsync();
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SimulatorProcess process in _gateways.Concat(_silos))
        {
            await process.DisposeAsync();
        }

        await Store.DisposeAsync();
        _world.Dispose();
    }

    private SimulatorProcess BeginSilo(string? host = null)
    {
        var silo = SimulatorProcess.Start("silo", FreeEndpoint(), Settings(), host);
        _silos.Add(silo);
        return silo;
    }

    private SimulatorProcess BeginGateway(string? host = null)
    {
        var gateway = SimulatorProcess.Start("gateway", FreeEndpoint(), Settings(), host);
        _gateways.Add(gateway);
        return gateway;
    }

    // Ports of their own: other clusters of this machine look for free ones, too.
    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            [$"StsSim__{Store.Setting}"] = Store.Connection,
            ["StsSim__World"] = _world.Path,
            ["StsSim__Cluster__SiloPort"] = FreePort.Take().ToString(CultureInfo.InvariantCulture),
            ["StsSim__Cluster__GatewayPort"] = FreePort.Take().ToString(CultureInfo.InvariantCulture),
        };
        if (_address is not null)
        {
            settings["StsSim__Cluster__Address"] = _address;
        }

        return settings;
    }

    private static Uri FreeEndpoint() => new($"http://127.0.0.1:{FreePort.Take().ToString(CultureInfo.InvariantCulture)}");
}
