using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Host.Tls;

/// <summary>A certificate with its private key, ready for handshakes.</summary>
internal sealed class ServerCertificate
{
    private readonly DateTimeOffset _notBefore;
    private readonly DateTimeOffset _notAfter;

    /// <param name="certificate">With its private key.</param>
    /// <param name="intermediates">What leads from it to its root, where anything does.</param>
    public ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection? intermediates = null)
    {
        (_notBefore, _notAfter) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        HandshakeOptions = new SslServerAuthenticationOptions
        {
            // One context for all handshakes, so that sessions resume; offline, for a start must not wait for somebody's server.
            ServerCertificateContext = SslStreamCertificateContext.Create(Usable(certificate), intermediates, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    public SslServerAuthenticationOptions HandshakeOptions { get; }

    /// <summary>Why clients will not take it at that time, e.g. <c>expired on 2026-11-27</c>; or <see langword="null"/>.</summary>
    public string? FlawAt(DateTimeOffset time) => time switch
    {
        _ when time > _notAfter => $"expired on {_notAfter:yyyy-MM-dd}",
        _ when time < _notBefore => $"is not valid before {_notBefore:yyyy-MM-dd}",
        _ => null,
    };

    // Windows does not serve with a key that is in memory only.
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;
}
