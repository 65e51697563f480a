using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>What a client trusts that trusts one authority, and finds every host name on this machine.</summary>
internal static class TrustedAuthority
{
    /// <summary>No authority of the machine's, and no question to anybody on the way.</summary>
    public static X509ChainPolicy Only(string pem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy;
    }

    /// <param name="port">Of loopback, wherever the host name may point.</param>
    public static SocketsHttpHandler ClientOf(string pem, int port) => new()
    {
        SslOptions = { CertificateChainPolicy = Only(pem) },
        UseProxy = false,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
