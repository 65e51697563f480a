using System.Text.Json;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A host process over the test world, so that what it measures is its own and <c>OTEL_*</c> variables are for it alone.</summary>
internal sealed class ObservedHost : IAsyncDisposable
{
    private readonly WorldFile _world;
    private readonly HostProcess _process;
    private readonly HttpClient _http = new();
    private readonly Uri _endpoint;

    private ObservedHost(WorldFile world, HostProcess process, Uri endpoint) => (_world, _process, _endpoint) = (world, process, endpoint);

    public IReadOnlyList<string> Errors => _process.Errors;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ObservedHost> StartAsync(IReadOnlyDictionary<string, string>? environment = null)
    {
        var world = new WorldFile(TestWorld.Json);
        HostProcess process = HostProcess.Start(environment ?? new Dictionary<string, string>(), "--world", world.Path);
        return new ObservedHost(world, process, await process.ReadyAsync());
    }

    /// <summary>Ends it as an orchestrator does; what it had to tell is told then.</summary>
    public async Task StopAsync()
    {
        await _process.SignalAsync("TERM");
        Assert.Equal(0, await _process.ExitAsync());
    }

    public Task<WireAnswer> SendAsync(ClientKey? key, string action, string parameters = "", IReadOnlyDictionary<string, string>? unsigned = null) =>
        SendAsync(StsRequest.Of(key, action, parameters), unsigned);

    /// <param name="unsigned">Headers beside those that are signed.</param>
    public async Task<WireAnswer> SendAsync(StsRequest request, IReadOnlyDictionary<string, string>? unsigned = null)
    {
        using HttpRequestMessage message = request.ToMessage(_endpoint);
        foreach ((string name, string value) in unsigned ?? new Dictionary<string, string>())
        {
            message.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(message, Cancel);
        return await WireAnswer.ReadAsync(response, Cancel);
    }

    /// <summary>A call of the control API that has to succeed.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? body = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var message = new HttpRequestMessage(method, new Uri(_endpoint, path));
        message.Content = body is null ? null : new StringContent(body);
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
        {
            message.Headers.Add(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(message, Cancel);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>The status and body of a GET.</summary>
    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(_endpoint, path), Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _world.Dispose();
    }
}
