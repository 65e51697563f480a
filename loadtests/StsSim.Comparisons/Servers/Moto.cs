using System.Diagnostics;
using System.Globalization;

namespace StsSim.Comparisons.Servers;

/// <summary>The server of moto, which answers every request for a federation token and checks none.</summary>
internal static class Moto
{
    public const string Name = "moto";

    public static Task<MeasuredServer> StartAsync(string program)
    {
        int port = PortChosenAhead.Choose();
        return MeasuredServer.StartAtPortAsync(Name, new ProcessStartInfo(program, ["-p", port.ToString(CultureInfo.InvariantCulture)]), port, readiness: "moto-api/data.json");
    }
}
