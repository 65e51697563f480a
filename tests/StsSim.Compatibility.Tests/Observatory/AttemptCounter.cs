using System.Collections.Concurrent;
using Amazon.Runtime;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>Counts on the client's side what an AWSSDK client sends.</summary>
internal sealed class AttemptCounter : HttpClientFactory
{
    private readonly ConcurrentDictionary<string, int> _attempts = new();

    public long Invocations => _attempts.Count;

    public long Attempts => _attempts.Values.Sum();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(_attempts) { InnerHandler = new SocketsHttpHandler() });

    private sealed class Handler(ConcurrentDictionary<string, int> attempts) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            attempts.AddOrUpdate(request.Headers.GetValues("amz-sdk-invocation-id").Single(), 1, (_, sent) => sent + 1);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
