using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Grains;
using StsSim.Host.Telemetry;

namespace StsSim.Host;

/// <summary>The silo of a simulator in one process: alone in its cluster.</summary>
internal static class SiloSetup
{
    public static void AddSilo(this IHostApplicationBuilder builder, HostSettings settings)
    {
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error); // warns of the workstation collector, which is meant
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // takes the machine's uptime for a stall when it starts
        builder.Logging.AddFilter("Orleans.Runtime.Scheduler", LogLevel.Error); // an account of a hundred thousand users is stored in one turn, and that takes a second
        builder.UseOrleans(silo =>
        {
            // No Orleans gateway: the only client lives in the process. A free silo port lets many simulators share a machine.
            silo.UseLocalhostClustering(siloPort: FreePort(), gatewayPort: 0);
            silo.AddGrainStorage(settings);
            silo.Services.AddStsSimGrains();
            silo.AddOrleansDashboard();
            if (OtlpSignal.Traces.IsExported(builder.Configuration))
            {
                silo.AddActivityPropagation();
            }
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
