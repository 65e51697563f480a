using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>The process of a driver: lines into it and out of it, and how it ended.</summary>
internal sealed class DriverProcess : IDisposable
{
    private const int ShownOfALine = 200;
    private const int KeptErrorLines = 5;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    // Its last words come with its end; what it leaves running may keep them open.
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly Task _writing;
    private readonly Queue<string> _errorLines = new();
    private readonly Channel<ReadOnlyMemory<byte>> _lines =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    private DriverProcess(Process process, TimeProvider time)
    {
        _process = process;
        _time = time;
        process.ErrorDataReceived += (_, written) => KeepErrorLine(written.Data);
        process.BeginErrorReadLine();
        _writing = WriteAsync();
    }

    /// <param name="name">Of the client, as the user calls it.</param>
    /// <exception cref="CannotRunException">There is no such program.</exception>
    public static DriverProcess Start(string name, DriverCommand command, TimeProvider time) => new(StartProcess(name, command), time);

    /// <summary>Writes a line when those before it are written; one for a process that has ended is lost.</summary>
    public void Write(ReadOnlyMemory<byte> line) => _lines.Writer.TryWrite(line);

    /// <summary>The next line of its standard output; <see langword="null"/> when there will be none.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _process.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>A line as it is told to the user, who may have to read a long one.</summary>
    public static string Shown(string line) => line.Length <= ShownOfALine ? line : string.Concat(line.AsSpan(0, ShownOfALine), "…");

    /// <summary>How it ended, and what it wrote to its standard error before.</summary>
    public async Task<string> LastWordsAsync()
    {
        bool hasExited = await EndsInTimeAsync(_process.WaitForExitAsync(), LastWordsLimit).ConfigureAwait(false) || _process.HasExited;
        string end = hasExited
            ? string.Create(CultureInfo.InvariantCulture, $"its driver ended with exit code {_process.ExitCode}.")
            : "its driver closed its output.";
        return end + ErrorLines();
    }

    private async Task<bool> EndsInTimeAsync(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit, _time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void KeepErrorLine(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_errorLines)
        {
            _errorLines.Enqueue(line);
            if (_errorLines.Count > KeptErrorLines)
            {
                _errorLines.Dequeue();
            }
        }
    }

    /// <summary>What it wrote last to its standard error, as a sentence with a blank before it; empty where that was nothing.</summary>
    public string ErrorLines()
    {
        lock (_errorLines)
        {
            return _errorLines.Count == 0 ? "" : $" It wrote: {string.Join(" | ", _errorLines.Select(Shown))}";
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    /// <summary>Closes its input, on which a driver ends, and ends it where it does not.</summary>
    /// <param name="reading">Ends when all that it says has been read.</param>
    public async Task EndAsync(Task reading)
    {
        _lines.Writer.TryComplete();
        Task gone = Task.WhenAll(_writing, reading, _process.WaitForExitAsync());
        if (!await EndsInTimeAsync(gone, EndLimit).ConfigureAwait(false))
        {
            Kill();
            await EndsInTimeAsync(gone, LastWordsLimit).ConfigureAwait(false);
        }

        _process.Dispose();
    }

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _process.Dispose();
    }

    private static Process StartProcess(string name, DriverCommand command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        DriverEnvironment.Prepare(start.Environment);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new CannotRunException($"The client {name} does not start: {command.Program} is not found, or is no program.", failure);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            Stream input = _process.StandardInput.BaseStream;
            await foreach (ReadOnlyMemory<byte> line in _lines.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                await input.WriteAsync(line).ConfigureAwait(false);
                await input.FlushAsync().ConfigureAwait(false);
            }

            _process.StandardInput.Close();
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // It has ended, which is for the reader to notice.
        }
    }
}
