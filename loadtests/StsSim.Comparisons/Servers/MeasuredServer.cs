using System.Diagnostics;
using System.Net.Sockets;

namespace StsSim.Comparisons.Servers;

/// <summary>A server in a process of its own, whose cost the system accounts for.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private MeasuredServer(string name, Process process, Uri endpoint) => (Name, _process, Endpoint) = (name, process, endpoint);

    public string Name { get; }

    public Uri Endpoint { get; }

    /// <summary>What it has used of all processors together since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>How long it took until it accepted a connection; of the simulator, until it was ready.</summary>
    public TimeSpan StartUp { get; private init; }

    /// <param name="readiness">A path that answers 200 once the server is ready, or <see langword="null"/> where it is as soon as it listens.</param>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in a minute; the message has what it printed.</exception>
    public static async Task<MeasuredServer> StartAsync(string name, ProcessStartInfo start, int port, string? readiness = null)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        long begun = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync(); // a full pipe would hold it up
        var endpoint = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        while (!process.HasExited && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            if (await IsReadyAsync(http, endpoint, readiness))
            {
                return new MeasuredServer(name, process, endpoint) { StartUp = Stopwatch.GetElapsedTime(begun) };
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        bool hasEnded = process.HasExited;
        process.Kill();
        throw new InvalidOperationException($"{name} {(hasEnded ? "ended before it was ready" : "is not ready after a minute")}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri endpoint, string? readiness)
    {
        try
        {
            if (readiness is null)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(endpoint.Host, endpoint.Port);
                return true;
            }

            using HttpResponseMessage response = await http.GetAsync(new Uri(endpoint, readiness));
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is SocketException or HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
