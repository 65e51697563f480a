using System.Net;
using System.Net.Sockets;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Connects to issuers, and to no host outside the <see cref="IssuerNetworks"/>. The addresses that are judged are those
/// that are connected to, so a name that means another address a moment later gains nothing.
/// </summary>
internal sealed class IssuerConnector(VerificationKeysOptions options)
{
    /// <summary>A connection to the host of the URL.</summary>
    /// <exception cref="IssuerOutOfReachException">It has no address where issuers may be asked, or the scheme is not for them.</exception>
    /// <exception cref="SocketException">Nobody answers there, or the name is unknown.</exception>
    public async Task<NetworkStream> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = IPAddress.TryParse(url.IdnHost, out IPAddress? named)
            ? [named]
            : await options.ResolveAsync(url.IdnHost, cancellationToken).ConfigureAwait(false);
        IPAddress[] allowed = [.. addresses.Where(address => IsAllowed(url.Scheme, AddressRanges.Of(address)))];
        if (allowed.Length == 0)
        {
            throw new IssuerOutOfReachException(url.Host);
        }

        return await ConnectAsync(allowed, url.Port, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<NetworkStream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[i], port, cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    // Plain http is for networks the operator vouches for.
    private bool IsAllowed(string scheme, AddressRange range) => range switch
    {
        AddressRange.Public => scheme == Uri.UriSchemeHttps || options.Networks == IssuerNetworks.Private,
        AddressRange.Loopback => options.Networks is IssuerNetworks.Loopback or IssuerNetworks.Private,
        AddressRange.Private => options.Networks == IssuerNetworks.Private,
        _ => false,
    };
}
