using System.Net;
using System.Net.Sockets;
using StsSim.Gateway;

namespace StsSim.Host;

/// <summary>An address to listen on, checked before anything starts.</summary>
internal static class ListenAddress
{
    /// <exception cref="StartupException">An address is no http URL, is open to the network without an admin token, or is taken.</exception>
    public static void Check(HostSettings settings)
    {
        foreach (string url in settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel's wildcard hosts are no URI.
            string parsable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(parsable, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttp || uri.AbsolutePath != "/")
            {
                throw new StartupException($"'{url}' is no address to listen on: --urls takes http://HOST:PORT, several separated by semicolons.");
            }

            if (!LoopbackHost.Is(uri.Host) && settings.AdminToken is null)
            {
                throw new StartupException(
                    $"{url} is open to the network, so the control API needs a token: set StsSim__AdminToken, or listen on 127.0.0.1.");
            }

            CheckFree(url, uri);
        }
    }

    // The web server starts last; asking first saves starting a silo for nothing.
    private static void CheckFree(string url, Uri uri)
    {
        IPAddress address = IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? named) ? named : IPAddress.Loopback;
        try
        {
            using var listener = new TcpListener(address, uri.Port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw CannotListen(url, e);
        }
    }

    public static StartupException CannotListen(string urls, Exception cause) => new(
        $"Cannot listen on {urls}: {Innermost(cause).Message}. Is another simulator running? Choose another port with --urls.", cause);

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
