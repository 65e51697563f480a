using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace StsSim.Comparisons.Servers;

/// <summary>A server in a process of its own, whose cost the system accounts for.</summary>
internal sealed class MeasuredServer : IAsyncDisposable
{
    /// <summary>What stands before its address in the line by which a server says that it is ready.</summary>
    public const string Announcement = "is ready at ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private MeasuredServer(string name, Process process, Uri endpoint, TimeSpan startUp)
    {
        (Name, _process, Endpoint, StartUp) = (name, process, endpoint, startUp);
        AppDomain.CurrentDomain.ProcessExit += Kill; // whoever ends a measurement early ends its servers, too
    }

    public string Name { get; }

    public Uri Endpoint { get; }

    public int ProcessId => _process.Id;

    /// <summary>How long it took until it accepted a connection; of one that announces itself, until it did.</summary>
    public TimeSpan StartUp { get; }

    /// <summary>What it has used of all processors together since it started.</summary>
    public TimeSpan ProcessorTime => Refreshed.TotalProcessorTime;

    /// <summary>Resident, in bytes.</summary>
    public long Memory => Refreshed.WorkingSet64;

    /// <summary>How many handles it has open: files, sockets and the like.</summary>
    public int Handles => Refreshed.HandleCount;

    /// <summary>How many threads it has, those of the runtime included.</summary>
    public int Threads => Refreshed.Threads.Count;

    private Process Refreshed
    {
        get
        {
            _process.Refresh();
            return _process;
        }
    }

    /// <summary>Starts a server that listens at a port of its own choice and says where: <see cref="Announcement"/> and its address.</summary>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in a minute; the message has what it printed.</exception>
    public static async Task<MeasuredServer> StartAnnouncedAsync(string name, ProcessStartInfo start)
    {
        (Process process, Task<string> error, long begun) = Start(start);
        var printed = new StringBuilder();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (AddressIn(line) is { } endpoint)
                {
                    TimeSpan startUp = Stopwatch.GetElapsedTime(begun);
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // a full pipe would hold it up
                    return new MeasuredServer(name, process, endpoint, startUp);
                }

                printed.AppendLine(line);
            }
        }
        catch (OperationCanceledException)
        {
            // It is not ready after a minute, which is said below.
        }

        throw await NotReadyAsync(name, process, error, printed.ToString());
    }

    /// <summary>Starts a server that was told where to listen.</summary>
    /// <param name="readiness">A path that answers 200 once the server is ready, or <see langword="null"/> where it is as soon as it listens.</param>
    /// <exception cref="InvalidOperationException">It ended, or is not ready in a minute; the message has what it printed.</exception>
    public static async Task<MeasuredServer> StartAtPortAsync(string name, ProcessStartInfo start, int port, string? readiness = null)
    {
        (Process process, Task<string> error, long begun) = Start(start);
        _ = process.StandardOutput.ReadToEndAsync(); // a full pipe would hold it up
        var endpoint = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(1) };
        while (!process.HasExited && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            if (await IsReadyAsync(http, endpoint, readiness))
            {
                return new MeasuredServer(name, process, endpoint, Stopwatch.GetElapsedTime(begun));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }

        throw await NotReadyAsync(name, process, error, printed: "");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        _process.Kill(); // of one that has ended already it is nothing
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Kill(object? sender, EventArgs ending) => _process.Kill();

    private static (Process Process, Task<string> Error, long Begun) Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        long begun = Stopwatch.GetTimestamp();
        Process process = Process.Start(start)!;
        return (process, process.StandardError.ReadToEndAsync(), begun);
    }

    private static Uri? AddressIn(string line)
    {
        int at = line.IndexOf(Announcement, StringComparison.Ordinal);
        return at < 0 ? null : new Uri(line[(at + Announcement.Length)..].Split(' ')[0]);
    }

    private static async Task<InvalidOperationException> NotReadyAsync(string name, Process process, Task<string> error, string printed)
    {
        bool hasEnded = process.HasExited;
        process.Kill();
        return new InvalidOperationException($"{name} {(hasEnded ? "ended before it was ready" : "is not ready after a minute")}: {printed}{await error}");
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
