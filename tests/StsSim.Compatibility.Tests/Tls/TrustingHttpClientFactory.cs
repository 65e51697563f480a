using Amazon.Runtime;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>How the SDK for .NET comes to a connection of one's own.</summary>
internal sealed class TrustingHttpClientFactory(SocketsHttpHandler handler) : HttpClientFactory, IDisposable
{
    private readonly HttpClient _http = new(handler);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _http;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose() => _http.Dispose();
}
