using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using StsSim.Gateway;

namespace StsSim.Host.Tls;

/// <summary>The TLS of all https addresses. The certificate can be replaced while they listen; connections that stand keep theirs.</summary>
internal sealed class ServerTls(ServerCertificate certificate)
{
    private volatile ServerCertificate _certificate = certificate;

    public ServerCertificate Certificate
    {
        get => _certificate;
        set => _certificate = value;
    }

    /// <summary>
    /// HTTP/1.1 alone, as at AWS: SDKs meet the connections they meet there, and faults that cut a connection, or write
    /// to it what is no HTTP, would strike every request that shares one under HTTP/2.
    /// </summary>
    public void Use(ListenOptions listener)
    {
        listener.Protocols = HttpProtocols.Http1;
        listener.Use(UnderlyingTransport.Begin);
        listener.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(_certificate.HandshakeOptions) });
    }
}
