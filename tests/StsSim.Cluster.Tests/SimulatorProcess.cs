using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using StsSim.Cluster.Tests.Chaos;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Host;
using StsSim.Testing;

namespace StsSim.Cluster.Tests;

/// <summary>A silo or a gateway as a process of its own.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(30) };

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _error = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StsSimulator? _simulator;

    private SimulatorProcess(Process process, Uri endpoint)
    {
        (_process, Endpoint) = (process, endpoint);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("StsSim is ready at", StringComparison.Ordinal) ?? false)
            {
                _ready.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, line) => _error.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Endpoint { get; }

    /// <summary>Its control API.</summary>
    public StsSimulator Simulator => _simulator ??= StsSimulator.ConnectTo(Endpoint);

    public string Errors => string.Join('\n', _error);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="host">The built host, <c>StsSim.Host.dll</c>; or <see langword="null"/> for that of this build.</param>
    /// <param name="networkNamespace">Where it runs, as <c>ip netns</c> names it; or <see langword="null"/> for here.</param>
    public static SimulatorProcess Start(
        string role, Uri endpoint, IReadOnlyDictionary<string, string> settings, string? host = null, string? networkNamespace = null)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] command =
        [
            .. networkNamespace is null ? (string[])[] : ["ip", "netns", "exec", networkNamespace],
            dotnet, host ?? typeof(Simulator).Assembly.Location, "--role", role, "--urls", endpoint.GetLeftPart(UriPartial.Authority),
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        return new SimulatorProcess(Process.Start(start)!, endpoint);
    }

    /// <summary>Returns when it has said that it is ready.</summary>
    public async Task ReadyAsync()
    {
        await Task.WhenAny(_ready.Task, _process.WaitForExitAsync(Cancel));
        Assert.True(_ready.Task.IsCompleted, $"The process ended before it was ready: {Errors}");
    }

    public async Task<bool> SaysItIsReadyAsync()
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(Endpoint, "/health/ready"), Cancel);
        return response.IsSuccessStatusCode;
    }

    public async Task<WireAnswer> SendAsync(StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(Endpoint);
        using HttpResponseMessage response = await Http.SendAsync(message, Cancel);
        return await WireAnswer.ReadAsync(response, Cancel);
    }

    public Task<WireAnswer> StsAsync(ClientKey key, string action, string parameters = "") => SendAsync(StsRequest.Of(key, action, parameters));

    public Task<WireAnswer> IamAsync(ClientKey key, string action, string parameters) =>
        SendAsync(new StsRequest(key, $"Action={action}&Version=2010-05-08&{parameters}") { Service = "iam" });

    /// <summary>All users that it knows, page by page: one has a thousand at most. What is refused meanwhile is asked again, as an SDK would.</summary>
    public async Task<IReadOnlyList<string>> ListUsersAsync(ClientKey key)
    {
        var users = new List<string>();
        string? marker = null;
        do
        {
            string page = marker is null ? "MaxItems=1000" : $"MaxItems=1000&Marker={Uri.EscapeDataString(marker)}";
            WireAnswer answer = await IamAsync(key, "ListUsers", page);
            if (answer.Status is 400 or 503)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
                continue;
            }

            Assert.True(answer.Status == 200, answer.Body);
            XElement[] elements = [.. XElement.Parse(answer.Body).Descendants()];
            users.AddRange(elements.Where(element => element.Name.LocalName == "UserName").Select(element => element.Value));
            marker = elements.FirstOrDefault(element => element.Name.LocalName == "Marker")?.Value;
        }
        while (marker is not null || users.Count == 0);

        return users;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Cancel);
    }

    /// <summary>Asks it to stop, as Kubernetes does.</summary>
    public async Task StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancel);
        await _process.WaitForExitAsync(Cancel);
        Assert.Equal(0, _process.ExitCode);
    }

    /// <summary>What it holds now.</summary>
    public ProcessSample Sample() => ProcessSample.Take(_process.Id);

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
