using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Host;
using StsSim.Operations.IdentityProviders;

[assembly: AssemblyFixture(typeof(ClientWorldSimulator))]

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A simulator over <see cref="ClientWorld"/>, and what a test asks of its built-in identity providers.</summary>
public class ClientWorldSimulator : IAsyncLifetime
{
    private readonly ClientWorld _world = new();
    private readonly HttpClient _http;
    private Simulator? _simulator;

    public ClientWorldSimulator()
        : this(new SocketsHttpHandler())
    {
    }

    protected ClientWorldSimulator(SocketsHttpHandler handler)
    {
        _http = new HttpClient(handler);
    }

    public Uri Endpoint => Simulator.Endpoint;

    protected Simulator Simulator => _simulator!;

    protected virtual string Urls => "http://127.0.0.1:0";

    // Facebook cannot be reached, so that an identity provider is there which cannot.
    protected virtual void Configure(IServiceCollection services) =>
        services.AddSingleton(new OAuthOptions { Facebook = new Uri("http://127.0.0.1:1/") });

    public virtual async ValueTask InitializeAsync() => _simulator = await Simulator.StartAsync(
        ["--urls", Urls, "--world", _world.Path], Configure, TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _http.Dispose();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        _world.Dispose();
    }

    /// <summary>Asks the control API for something that a single member of its answer holds.</summary>
    public async Task<string> PostAsync(string route, string json, string member)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using var body = new StringContent(json);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(Endpoint, route), body, cancel);
        string answer = await response.Content.ReadAsStringAsync(cancel);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer).GetProperty(member).GetString()!;
    }

    /// <summary>Sends a request that is signed by hand.</summary>
    public async Task<WireAnswer> SendAsync(ClientKey? key, string operation, string form = "")
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using HttpRequestMessage request = StsRequest.Of(key, operation, form).ToMessage(Endpoint);
        using HttpResponseMessage response = await _http.SendAsync(request, cancel);
        return await WireAnswer.ReadAsync(response, cancel);
    }
}
