using System.Collections.Concurrent;
using System.Diagnostics;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.Tests.Workers;

/// <summary>The load test program in a process of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly SemaphoreSlim _changed = new(0);

    private ProgramProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += Take;
        _process.ErrorDataReceived += Take;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has printed so far, on both streams.</summary>
    public string Printed => string.Join('\n', _lines);

    public static ProgramProcess Start(string token, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(LoadTestProgram).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[LocalWorkers.TokenVariable] = token;
        return new ProgramProcess(start);
    }

    /// <summary>Returns when it has printed a line with this in it.</summary>
    public async Task HasPrintedAsync(string text, CancellationToken cancellationToken)
    {
        while (!Printed.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited && _process.WaitForExit(TimeSpan.Zero), $"It ended without having printed '{text}': {Printed}");
            await _changed.WaitAsync(cancellationToken);
        }
    }

    public async Task<int> ExitCodeAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>As when its machine takes it away: without a word.</summary>
    public void Kill() => _process.Kill();

    /// <summary>As a cluster ends a pod.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _changed.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _lines.Enqueue(line.Data);
        }

        _changed.Release();
    }
}
