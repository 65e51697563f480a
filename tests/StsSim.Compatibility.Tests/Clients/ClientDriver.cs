using System.Diagnostics;
using System.Text;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A client program of this project while it runs: a line in, a line out, as README.md describes.</summary>
internal sealed class ClientDriver : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly SemaphoreSlim _oneCall = new(1);

    private ClientDriver(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                _error.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    /// <summary>The program, or <see langword="null"/> where what runs it is not installed.</summary>
    public static ClientDriver? TryStart(ProcessStartInfo start) =>
        InstalledProgram.TryStart(start) is { } process ? new ClientDriver(process) : null;

    public async Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await _oneCall.WaitAsync(cancel);
        try
        {
            await _process.StandardInput.WriteLineAsync(call.ToLine(endpoint).AsMemory(), cancel);
            await _process.StandardInput.FlushAsync(cancel);
            string? line = await _process.StandardOutput.ReadLineAsync(cancel);
            return line is null ? throw new InvalidOperationException(await EndAsync(cancel)) : ClientAnswer.Parse(line);
        }
        finally
        {
            _oneCall.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // It ends by itself with its input, unless a call that was given up still keeps it busy.
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _oneCall.Dispose();
    }

    private async Task<string> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        lock (_error)
        {
            return $"The client program ended with {_process.ExitCode}: {_error}";
        }
    }
}
