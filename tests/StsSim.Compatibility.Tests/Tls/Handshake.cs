using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>What a TLS handshake came to.</summary>
/// <param name="Presented">The server's certificate, whatever it is.</param>
internal sealed record Handshake(X509Certificate2 Presented, SslProtocols Version, SslApplicationProtocol Application)
{
    public static async Task<Handshake> WithAsync(Uri endpoint, string? name = null)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", endpoint.Port, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = name ?? endpoint.Host,
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented is not null, // whose it is, is what the test asks
        };
        await tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
        return new Handshake(X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData()), tls.SslProtocol, tls.NegotiatedApplicationProtocol);
    }
}
