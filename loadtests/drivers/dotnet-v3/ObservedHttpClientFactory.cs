using Amazon.Runtime;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>Gives the SDK connections with the observer in front of them.</summary>
internal sealed class ObservedHttpClientFactory(Uri endpoint, TimeSpan? timeout) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Create();

    public HttpClient Create()
    {
        // A proxy set for the outside world has no business between a generator and a loopback target.
        var transport = new SocketsHttpHandler { UseProxy = !endpoint.IsLoopback, AllowAutoRedirect = false };
        var client = new HttpClient(new AttemptObserver(transport));
        if (timeout is { } limit)
        {
            // The SDK's own setting of it is not heard where the HTTP client is ours.
            client.Timeout = limit;
        }

        return client;
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
