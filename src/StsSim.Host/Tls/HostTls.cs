using Microsoft.Extensions.DependencyInjection;

namespace StsSim.Host.Tls;

/// <summary>What a simulator with https addresses has for them: a certificate of files that are renewed, or one made at the start.</summary>
internal sealed class HostTls : IDisposable
{
    private readonly CertificateFiles? _files;
    private readonly DevelopmentCertificate? _development;

    private HostTls(CertificateFiles files)
    {
        _files = files;
        Server = new ServerTls(files.Read());
    }

    private HostTls(DevelopmentCertificate development, string? directory)
    {
        _development = development;
        Server = new ServerTls(new ServerCertificate(development.Server));
        AuthorityFile = AuthorityFile.Write(development.AuthorityPem, directory);
    }

    /// <summary>What addresses listen with.</summary>
    public ServerTls Server { get; }

    /// <summary>Whom clients have to trust, PEM, where the certificate was made at the start.</summary>
    public string? AuthorityPem => _development?.AuthorityPem;

    /// <summary>Where that lies, if anywhere.</summary>
    public AuthorityFile? AuthorityFile { get; }

    /// <summary>Without an https address there is nothing to do, and it takes no time: <see langword="null"/>.</summary>
    /// <exception cref="StartupException">The certificate is none that a server could show, or is for no address.</exception>
    public static HostTls? For(IReadOnlyList<ListenAddress> addresses, TlsSettings settings)
    {
        if (!addresses.Any(address => address.IsHttps))
        {
            return settings.Certificate is null
                ? null
                : throw new StartupException($"The TLS certificate '{settings.Certificate}' is for no address: --urls and --control-urls name none that begins with https.");
        }

        return settings.Certificate is null
            ? new HostTls(DevelopmentCertificate.Create(SubjectNames.With(addresses.Select(address => address.Host).OfType<string>()), TimeProvider.System), settings.Directory)
            : new HostTls(new CertificateFiles(settings));
    }

    /// <summary>Adds what looks after the files.</summary>
    public void AddTo(IServiceCollection services)
    {
        if (_files is not null)
        {
            services.AddSingleton(Server);
            services.AddSingleton(_files);
            services.AddHostedService<CertificateRenewal>();
        }
    }

    public void Dispose()
    {
        AuthorityFile?.Dispose();
        _development?.Dispose();
    }
}
