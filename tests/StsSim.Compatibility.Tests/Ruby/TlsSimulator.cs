using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Ruby;

/// <summary>A simulator that listens under TLS, with a certificate it has made itself.</summary>
public sealed class TlsSimulator : ClientWorldSimulator
{
    private readonly X509Certificate2 _certificate;

    public TlsSimulator()
        : this(SignItself())
    {
    }

    private TlsSimulator(X509Certificate2 certificate)
        : base(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, presented, _, _) => certificate.Equals(presented) },
        })
    {
        _certificate = certificate;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _certificate.Dispose();
    }

    // First of all, for the listener of the command line takes what is default when it is made.
    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>>(
            new ConfigureOptions<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.UseHttps(_certificate)))));
    }

    private static X509Certificate2 SignItself()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
