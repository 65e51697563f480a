using System.Net;
using System.Net.Sockets;

namespace StsSim.Host.Cluster;

/// <summary>A port of this process: until it is disposed no other process can claim it, and the silo can listen on it.</summary>
/// <remarks>
/// Orleans listens with <c>SO_REUSEPORT</c>, so two processes that both found a port free would both listen on it, and the
/// kernel would deal out connections to either. A claim listens without that, which one process alone can do; only then is
/// it shared with the listener of Orleans, until that is there.
/// </remarks>
internal sealed class ClaimedPort : IDisposable
{
    private const int Tried = 100;

    private readonly Socket? _claim;

    private ClaimedPort(Socket claim)
    {
        Port = ((IPEndPoint)claim.LocalEndPoint!).Port;
        if (OperatingSystem.IsWindows())
        {
            claim.Dispose(); // there nothing can be shared once it is bound
            return;
        }

        claim.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _claim = claim;
    }

    public int Port { get; }

    /// <summary>Any at all, of the loopback interface.</summary>
    public static ClaimedPort Any() => TryClaim(port: 0, IPAddress.Loopback) ?? throw new StartupException("Every port of 127.0.0.1 is taken.");

    /// <exception cref="StartupException">It is taken.</exception>
    public static ClaimedPort Named(int port, IPAddress address) => TryClaim(port, address) ??
        throw new StartupException($"Port {port} of {address} is taken: name another one by StsSim__Cluster__SiloPort or StsSim__Cluster__GatewayPort.");

    /// <summary>
    /// The first one from a port on: a process that starts again in place of one that died takes its port, by which the
    /// cluster knows at once that it is no more.
    /// </summary>
    /// <exception cref="StartupException">A hundred are taken.</exception>
    public static ClaimedPort From(int first, IPAddress address)
    {
        for (int port = first; port < first + Tried; port++)
        {
            if (TryClaim(port, address) is { } claimed)
            {
                return claimed;
            }
        }

        throw new StartupException(
            $"The ports from {first} to {first + Tried - 1} of {address} are all taken: name free ones by StsSim__Cluster__SiloPort and StsSim__Cluster__GatewayPort.");
    }

    public void Dispose() => _claim?.Dispose();

    private static ClaimedPort? TryClaim(int port, IPAddress address)
    {
        var claim = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            claim.Bind(new IPEndPoint(address, port));
            claim.Listen();
            return new ClaimedPort(claim);
        }
        catch (SocketException)
        {
            claim.Dispose();
            return null;
        }
    }
}
