using System.Net;
using Orleans.Configuration;

namespace StsSim.Host.Cluster;

/// <summary>Where a silo listens: to other silos, and to gateways.</summary>
internal static class SiloEndpoints
{
    internal const int FirstSiloPort = 11111;
    internal const int FirstGatewayPort = 30000;

    /// <summary>A pod has its ports for itself.</summary>
    public static void ListenInPod(this ISiloBuilder silo, ClusterSettings settings) => silo.Configure<EndpointOptions>(endpoints =>
    {
        endpoints.SiloPort = settings.SiloPort ?? FirstSiloPort;
        endpoints.GatewayPort = settings.GatewayPort ?? FirstGatewayPort;
        if (settings.Address is { } address)
        {
            endpoints.AdvertisedIPAddress = address; // or Orleans takes some address of the pod before it asks for what Kubernetes says
        }
    });

    /// <param name="silo">Has claimed its ports when this returns.</param>
    /// <param name="settings">Say which ports; free ones are found otherwise.</param>
    /// <param name="onThisMachine">Whether all who speak to it run here as well.</param>
    /// <exception cref="StartupException">A port is taken.</exception>
    public static void ListenOnMachine(this ISiloBuilder silo, ClusterSettings settings, bool onThisMachine)
    {
        IPAddress listen = onThisMachine ? IPAddress.Loopback : IPAddress.Any;
        ClaimedPort silos = Claim(settings.SiloPort, FirstSiloPort);
        ClaimedPort gateways = Claim(settings.GatewayPort, FirstGatewayPort);
        if ((settings.Address ?? (onThisMachine ? IPAddress.Loopback : null)) is { } address)
        {
            silo.ConfigureEndpoints(address, silos.Port, gateways.Port, listenOnAnyHostAddress: !onThisMachine);
        }
        else
        {
            silo.ConfigureEndpoints(silos.Port, gateways.Port, listenOnAnyHostAddress: true);
        }

        silo.ReleaseOnceListening(silos, gateways);

        ClaimedPort Claim(int? named, int first) => named is { } port ? ClaimedPort.Named(port, listen) : ClaimedPort.From(first, listen);
    }

    /// <summary>Lets go of claimed ports when the silo listens on them, before others learn of it.</summary>
    public static void ReleaseOnceListening(this ISiloBuilder silo, params ClaimedPort[] ports) => silo.AddStartupTask(
        (_, _) =>
        {
            foreach (ClaimedPort port in ports)
            {
                port.Dispose();
            }

            return Task.CompletedTask;
        },
        ServiceLifecycleStage.RuntimeServices);
}
