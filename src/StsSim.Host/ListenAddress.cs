using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway;
using StsSim.Gateway.Limits;
using StsSim.Host.Tls;

namespace StsSim.Host;

/// <summary>An address to listen on, checked before anything starts.</summary>
internal sealed class ListenAddress
{
    private readonly string _url;
    private readonly Uri _uri;

    private ListenAddress(string url, Uri uri, bool isControl) => (_url, _uri, IsControl) = (url, uri, isControl);

    /// <summary>Whether it is the control API's alone.</summary>
    public bool IsControl { get; }

    /// <summary>Whether clients come to it by TLS.</summary>
    public bool IsHttps => _uri.Scheme == Uri.UriSchemeHttps;

    /// <summary>What it names, or <see langword="null"/> where that is every address.</summary>
    public string? Host => IsWildcard || Address is { } any && (any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any)) ? null : _uri.Host;

    private bool IsWildcard { get; init; }

    /// <summary>The addresses of the settings, those of the control API last.</summary>
    /// <exception cref="StartupException">An address is no http or https URL, opens the control API to the network without an admin token, or is taken.</exception>
    public static IReadOnlyList<ListenAddress> Read(HostSettings settings)
    {
        ListenAddress[] addresses =
        [
            .. Read(settings.Urls, "--urls", isControl: false),
            .. settings.ControlUrls is { } urls ? Read(urls, "--control-urls", isControl: true) : [],
        ];
        ListenAddress? open = addresses.FirstOrDefault(address => address.IsControl == settings.ControlUrls is not null && !LoopbackHost.Is(address._uri.Host));
        if (open is not null && settings.AdminToken is null)
        {
            throw new StartupException(
                $"{open} is open to the network, so the control API needs a token: set StsSim__AdminToken, or listen on 127.0.0.1.");
        }

        foreach (ListenAddress address in addresses)
        {
            address.CheckFree();
        }

        return addresses;
    }

    /// <param name="tls">For an address that <see cref="IsHttps"/>.</param>
    public void Listen(KestrelServerOptions kestrel, ServerTls? tls)
    {
        if (_uri.Host == "localhost")
        {
            kestrel.ListenLocalhost(_uri.Port, listener => Prepare(listener, kestrel.ApplicationServices, tls));
        }
        else if (!IsWildcard && Address is { } address)
        {
            kestrel.Listen(address, _uri.Port, listener => Prepare(listener, kestrel.ApplicationServices, tls));
        }
        else
        {
            kestrel.ListenAnyIP(_uri.Port, listener => Prepare(listener, kestrel.ApplicationServices, tls)); // a wildcard, or a name of this machine
        }
    }

    public override string ToString() => _url;

    public static StartupException CannotListen(string urls, Exception cause) => new(
        $"Cannot listen on {urls}: {Innermost(cause).Message}. Is another simulator running? Choose another port with --urls.", cause);

    private IPAddress? Address => IPAddress.TryParse(_uri.Host.Trim('[', ']'), out IPAddress? named) ? named : null;

    private static IEnumerable<ListenAddress> Read(string urls, string option, bool isControl)
    {
        string[] given = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (given.Length == 0)
        {
            throw new StartupException($"{option} names no address: it takes http://HOST:PORT or https://HOST:PORT, several separated by semicolons.");
        }

        foreach (string url in given)
        {
            // Kestrel's wildcard hosts are no URI.
            string parsable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(parsable, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.AbsolutePath != "/")
            {
                throw new StartupException($"'{url}' is no address to listen on: {option} takes http://HOST:PORT or https://HOST:PORT, several separated by semicolons.");
            }

            yield return new ListenAddress(url, uri, isControl) { IsWildcard = parsable != url };
        }
    }

    private void Prepare(ListenOptions listener, IServiceProvider services, ServerTls? tls)
    {
        if (!IsControl)
        {
            listener.Use(services.GetRequiredService<ConnectionLimit>().Begin);
        }

        if (IsHttps)
        {
            tls!.Use(listener);
        }

        if (IsControl)
        {
            listener.Use(ControlConnection.Begin);
        }
    }

    // The web server starts last; asking first saves starting a silo for nothing.
    private void CheckFree()
    {
        try
        {
            using var listener = new TcpListener(Address ?? IPAddress.Loopback, _uri.Port);
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartupException($"Cannot listen on {_url}: ports as low as {_uri.Port} are for who has the capability NET_BIND_SERVICE. Choose another port with --urls.", e);
        }
        catch (SocketException e)
        {
            throw CannotListen(_url, e);
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
