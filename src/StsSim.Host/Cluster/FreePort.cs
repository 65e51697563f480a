using System.Net;
using System.Net.Sockets;

namespace StsSim.Host.Cluster;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    private const int Tried = 100;

    /// <summary>Any at all, of the loopback interface.</summary>
    public static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// The first one from a port on: a process that starts again in place of one that died takes its port, by which the
    /// cluster knows at once that it is no more.
    /// </summary>
    /// <exception cref="StartupException">A hundred are taken.</exception>
    public static int From(int first, IPAddress address)
    {
        for (int port = first; port < first + Tried; port++)
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }

        throw new StartupException($"The ports from {first} to {first + Tried - 1} of {address} are all taken: name free ones by StsSim__Cluster__SiloPort and StsSim__Cluster__GatewayPort.");
    }
}
