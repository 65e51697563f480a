using StsSim.Compatibility.Tests.Tls;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>The same simulator under https, with a development certificate that it has made itself.</summary>
public sealed class TlsSimulator : ClientWorldSimulator
{
    private readonly SocketsHttpHandler _handler;

    public TlsSimulator()
        : this(new SocketsHttpHandler())
    {
    }

    private TlsSimulator(SocketsHttpHandler handler)
        : base(handler) => _handler = handler;

    /// <summary>Whom clients have to trust, PEM.</summary>
    public string Authority => Simulator.CertificateAuthority!;

    /// <summary>The file that it is in.</summary>
    public string AuthorityFile => Simulator.CertificateAuthorityFile!;

    protected override string Urls => "https://127.0.0.1:0";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _handler.SslOptions.CertificateChainPolicy = TrustedAuthority.Only(Authority);
    }
}
