using System.Net;
using System.Net.Sockets;

namespace StsSim.Host.Cluster;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    private const int Tried = 100;

    // What this process took, until it ends: others that start in this very moment see by it that a port is spoken for.
    private static readonly List<FileStream> Taken = [];

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
            if (TryTake(port, address))
            {
                return port;
            }
        }

        throw new StartupException(
            $"The ports from {first} to {first + Tried - 1} of {address} are all taken: name free ones by StsSim__Cluster__SiloPort and StsSim__Cluster__GatewayPort.");
    }

    private static bool TryTake(int port, IPAddress address)
    {
        FileStream? mark = null;
        try
        {
            mark = new FileStream(Path.Combine(Path.GetTempPath(), $"stssim-port-{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            mark?.Dispose();
            return false;
        }

        lock (Taken)
        {
            Taken.Add(mark);
        }

        return true;
    }
}
