using System.Text.Json;
using System.Xml.Linq;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A host process over a server that keeps its state, and requests to it.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly HostProcess _process;
    private readonly WorldFile _world;
    private readonly HttpClient _http = new();

    private DurableHost(HostProcess process, WorldFile world, Uri endpoint) =>
        (_process, _world, Endpoint, Simulator) = (process, world, endpoint, StsSimulator.ConnectTo(endpoint));

    public Uri Endpoint { get; }

    public StsSimulator Simulator { get; }

    public IReadOnlyList<string> Errors => _process.Errors;

    public static async Task<DurableHost> StartAsync(StoreServer store)
    {
        var world = new WorldFile(TestWorld.Json);
        HostProcess process = HostProcess.Start("--urls", "http://127.0.0.1:0", $"--{store.Setting.ToLowerInvariant()}", store.Connection, "--world", world.Path);
        return new DurableHost(process, world, await process.ReadyAsync());
    }

    /// <summary>Ends the process as a power cut would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        await _process.SignalAsync("KILL");
        await _process.ExitAsync();
    }

    public async Task StopAsync()
    {
        await _process.SignalAsync("TERM");
        Assert.Equal(0, await _process.ExitAsync());
    }

    public Task<WireAnswer> StsAsync(ClientKey key, string action, string parameters = "") => SendAsync(StsRequest.Of(key, action, parameters));

    /// <summary>As an SDK calls, which comes back where it is throttled: buckets begin empty while those of the silo before may still be used.</summary>
    public async Task<WireAnswer> SettledStsAsync(ClientKey key, string action, string parameters = "")
    {
        while (true)
        {
            WireAnswer answer = await StsAsync(key, action, parameters);
            if (!answer.IsThrottled)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    public Task<WireAnswer> IamAsync(ClientKey key, string action, string parameters = "") =>
        SendAsync(new StsRequest(key, $"Action={action}&Version=2010-05-08{(parameters.Length == 0 ? "" : "&" + parameters)}") { Service = "iam" });

    /// <summary>An IAM call that has to succeed; the texts of the elements of that name in its answer.</summary>
    public async Task<string[]> IamTextsAsync(ClientKey key, string action, string parameters, string element)
    {
        WireAnswer answer = await IamAsync(key, action, parameters);
        Assert.True(answer.Status == 200, answer.Body);
        return TextsOf(answer, element);
    }

    /// <summary>A call of the control API that has to succeed.</summary>
    public async Task<JsonElement> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint, path)) { Content = body is null ? null : new StringContent(body) };
        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    public static string[] TextsOf(WireAnswer answer, string element) =>
        [.. XElement.Parse(answer.Body).Descendants().Where(found => found.Name.LocalName == element).Select(found => found.Value)];

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _http.Dispose();
        await _process.DisposeAsync();
        _world.Dispose();
    }

    private async Task<WireAnswer> SendAsync(StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(Endpoint);
        using HttpResponseMessage response = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }
}
