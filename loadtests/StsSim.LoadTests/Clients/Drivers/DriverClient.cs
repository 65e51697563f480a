using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>A client in a process of its own, in whatever language, that is asked by lines on its standard input.</summary>
internal sealed class DriverClient : IStsClient
{
    /// <summary>The code of calls that a driver took along when it ended.</summary>
    public const string DriverExited = nameof(DriverExited);

    private const int ShownOfALine = 200;
    private const int KeptErrorLines = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    // Its last words come with its end; what it leaves running may keep them open.
    private static readonly TimeSpan LastWordsLimit = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly Action<string> _report;
    private readonly Queue<string> _errorLines = new();
    private readonly ConcurrentDictionary<long, PendingCall> _pending = new();
    private readonly Channel<ReadOnlyMemory<byte>> _requests =
        Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });

    private DriverReady? _ready;
    private Task _reading = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private long _lastId;
    private PendingCall? _latest;
    private volatile bool _tellsWire;
    private volatile bool _isClosing;
    private volatile string? _ended;

    private DriverClient(string name, Process process, TimeProvider time, Action<string> report)
    {
        _name = name;
        _process = process;
        _time = time;
        _report = report;
        process.ErrorDataReceived += (_, written) => KeepErrorLine(written.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>The SDK that the driver says it drives, and its version.</summary>
    public string? Sdk => _ready!.Client;

    /// <summary>Why the driver takes no more requests, as a sentence; <see langword="null"/> while it does.</summary>
    public string? Ended => _ended;

    /// <param name="name">Of the client, as the user calls it.</param>
    /// <param name="report">Told why a driver ended that nobody had asked to; standard error where it is null.</param>
    public static async Task<DriverClient> StartAsync(
        string name, DriverCommand command, string retryMode, ClientSetting setting, CancellationToken cancellationToken, Action<string>? report = null)
    {
        var client = new DriverClient(name, StartProcess(name, command), setting.Time, report ?? Console.Error.WriteLine);
        try
        {
            await client.GreetAsync(DriverProtocol.Start(setting, retryMode), cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client.Kill();
            client._process.Dispose();
            throw;
        }
    }

    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        if (!_ready!.Operations.Contains(request.Operation))
        {
            return new StsReply(InvocationOutcome.Unsupported);
        }

        var call = new PendingCall(watcher);
        long id = Interlocked.Increment(ref _lastId);
        _pending[id] = call;
        Volatile.Write(ref _latest, call);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => call.End(InvocationEnd.Unfinished, code: null), null);

        // Whoever ended the driver meanwhile may have missed this call.
        if (_ended is not null)
        {
            call.End(InvocationEnd.Failed, DriverExited);
        }

        if (!call.Reply.IsCompleted)
        {
            _requests.Writer.TryWrite(DriverProtocol.Request(id, request));
        }

        StsReply reply = await call.Reply.ConfigureAwait(false);
        _pending.TryRemove(id, out PendingCall? _);
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isClosing)
        {
            return;
        }

        _isClosing = true;
        _requests.Writer.TryComplete();
        Task gone = Task.WhenAll(_writing, _reading, _process.WaitForExitAsync());
        if (!await EndsInTimeAsync(gone, EndLimit).ConfigureAwait(false))
        {
            Kill();
            await EndsInTimeAsync(gone, LastWordsLimit).ConfigureAwait(false);
        }

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

    private async Task GreetAsync(ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        _requests.Writer.TryWrite(start);
        _writing = WriteAsync();
        string? line;
        try
        {
            line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask()
                .WaitAsync(StartLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException timeout)
        {
            throw new CannotRunException(
                $"The client {_name} does not start: its driver did not say that it is ready within {StartLimit.TotalSeconds} seconds.{ErrorLines()}", timeout);
        }

        if (line is null)
        {
            throw new CannotRunException($"The client {_name} does not start: {await LastWordsAsync().ConfigureAwait(false)}");
        }

        switch (DriverProtocol.Read(line))
        {
            case DriverReady ready:
                _ready = ready;
                _reading = ReadAsync();
                break;
            case DriverRefusal refusal:
                throw new CannotRunException($"The client {_name} does not start: {refusal.Sentence.TrimEnd('.')}.");
            default:
                throw new CannotRunException($"The client {_name} does not start: its driver's first line is not one of the protocol: {Shown(line)}");
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            Stream input = _process.StandardInput.BaseStream;
            await foreach (ReadOnlyMemory<byte> line in _requests.Reader.ReadAllAsync().ConfigureAwait(false))
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

    private async Task ReadAsync()
    {
        string? wrong = null;
        try
        {
            while (wrong is null && await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (line.Length > 0 && !Took(DriverProtocol.Read(line)))
                {
                    wrong = $"its driver wrote a line that is not one of the protocol: {Shown(line)}";
                }
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // As if it had ended its output.
        }

        if (wrong is not null)
        {
            Kill();
        }

        bool wasAskedTo = _isClosing;
        string why = $"The client {_name} makes no more calls: {wrong ?? await LastWordsAsync().ConfigureAwait(false)}";
        _ended = why;
        if (!wasAskedTo)
        {
            _report(why);
        }

        foreach (PendingCall call in _pending.Values)
        {
            call.End(wasAskedTo ? InvocationEnd.Unfinished : InvocationEnd.Failed, wasAskedTo ? null : DriverExited);
        }
    }

    private bool Took(DriverMessage? message)
    {
        switch (message)
        {
            case DriverWire wire:
                _tellsWire = true;
                PendingCall? itsCall = null;
                bool isKnown = wire.Id is { } id && _pending.TryGetValue(id, out itsCall);
                (isKnown ? itsCall : wire.Id is null ? Volatile.Read(ref _latest) : null)?.Passed(wire.IsThrottling, isKnown);
                return true;
            case DriverAnswer answer:
                // One that is not pending was let go when the run was closed.
                if (_pending.TryGetValue(answer.Id, out PendingCall? call))
                {
                    call.End(answer, _tellsWire);
                }

                return true;
            default:
                return false;
        }
    }

    private async Task<string> LastWordsAsync()
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

    private string ErrorLines()
    {
        lock (_errorLines)
        {
            return _errorLines.Count == 0 ? "" : $" It wrote: {string.Join(" | ", _errorLines.Select(Shown))}";
        }
    }

    private void Kill()
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

    private static string Shown(string line) => line.Length <= ShownOfALine ? line : string.Concat(line.AsSpan(0, ShownOfALine), "…");
}
