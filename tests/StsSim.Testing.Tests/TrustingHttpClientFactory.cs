using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;

namespace StsSim.Testing.Tests;

/// <summary>How a client of the SDK for .NET comes to trust an authority that the machine does not.</summary>
internal sealed class TrustingHttpClientFactory : HttpClientFactory, IDisposable
{
    private readonly HttpClient _http;

    public TrustingHttpClientFactory(string authorityPem)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authorityPem);
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } });
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _http.Dispose();
}
