using System.Net;
using System.Net.Sockets;

namespace StsSim.Comparisons.Servers;

/// <summary>
/// A port for a server that has to be told one and cannot say which it took. Somebody else may take it in between; whoever
/// can listen at port 0 and say where that is does so instead.
/// </summary>
internal static class PortChosenAhead
{
    public static int Choose()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
