using System.Collections.Concurrent;
using System.Diagnostics;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>The built host as a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string ReadyAt = "StsSim is ready at ";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Received(line.Data);
        process.ErrorDataReceived += (_, line) => _error.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    /// <summary>The lines of standard error that are not empty.</summary>
    public IReadOnlyList<string> Errors => [.. _error.Where(line => line.Length > 0)];

    public static HostProcess Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    public static HostProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        StartIn(AppContext.BaseDirectory, environment, arguments);

    /// <param name="folder">Its working directory.</param>
    public static HostProcess StartIn(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(folder, environment, DotNet, [typeof(Simulator).Assembly.Location, .. arguments]);

    /// <summary>Starts one that may not have more than so many files open.</summary>
    public static HostProcess StartWithFiles(int openFiles, IReadOnlyDictionary<string, string> environment)
    {
        const string Limited = "ulimit -n \"$0\"; exec \"$@\"";
        return Start(AppContext.BaseDirectory, environment, "/bin/sh", ["-c", Limited, $"{openFiles}", DotNet, typeof(Simulator).Assembly.Location]);
    }

    private static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static HostProcess Start(string folder, IReadOnlyDictionary<string, string> environment, string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["StsSim__Urls"] = "http://127.0.0.1:0" }, // never the default port, which a person may be using
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Where it listens, once it says so.</summary>
    public async Task<Uri> ReadyAsync()
    {
        Task exited = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(_ready.Task, exited);
        Assert.True(_ready.Task.IsCompleted, $"The host ended before it was ready: {string.Join('\n', Errors)}");
        return await _ready.Task;
    }

    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ended as one that could not start: one sentence on standard error, and no success.</summary>
    public async Task<string> FailsAsync()
    {
        await Task.WhenAny(_ready.Task, _process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(ReadyAt, Output, StringComparison.Ordinal);
        Assert.NotEqual(0, await ExitAsync());
        Assert.DoesNotContain(Errors, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
        return Assert.Single(Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Received(string? line)
    {
        _output.Enqueue(line ?? "");
        int at = line?.IndexOf(ReadyAt, StringComparison.Ordinal) ?? -1;
        if (at >= 0)
        {
            _ready.TrySetResult(new Uri(line![(at + ReadyAt.Length)..].Split(' ')[0]));
        }
    }
}
