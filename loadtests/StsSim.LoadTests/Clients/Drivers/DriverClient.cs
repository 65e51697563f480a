using System.Collections.Concurrent;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>A client in a process of its own, in whatever language: the calls that it was asked for, and what became of them.</summary>
internal sealed class DriverClient : IStsClient
{
    /// <summary>The code of calls that a driver took along when it ended.</summary>
    public const string DriverExited = nameof(DriverExited);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _name;
    private readonly DriverProcess _process;
    private readonly TimeProvider _time;
    private readonly Action<string> _report;
    private readonly ConcurrentDictionary<long, PendingCall> _pending = new();

    private DriverReady? _ready;
    private Task _reading = Task.CompletedTask;
    private long _lastId;
    private PendingCall? _latest;
    private volatile bool _tellsWire;
    private volatile bool _isClosing;
    private volatile string? _ended;

    private DriverClient(string name, DriverProcess process, TimeProvider time, Action<string> report)
    {
        _name = name;
        _process = process;
        _time = time;
        _report = report;
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
        var client = new DriverClient(name, DriverProcess.Start(name, command, setting.Time), setting.Time, report ?? Console.Error.WriteLine);
        try
        {
            await client.GreetAsync(DriverProtocol.Start(setting, retryMode), cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            client._process.Kill();
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
            _process.Write(DriverProtocol.Request(id, request));
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
        await _process.EndAsync(_reading).ConfigureAwait(false);
    }

    private async Task GreetAsync(ReadOnlyMemory<byte> start, CancellationToken cancellationToken)
    {
        _process.Write(start);
        string? line;
        try
        {
            line = await _process.ReadLineAsync(cancellationToken).WaitAsync(StartLimit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException timeout)
        {
            throw new CannotRunException(
                $"The client {_name} does not start: its driver did not say that it is ready within {StartLimit.TotalSeconds} seconds.{_process.ErrorLines()}", timeout);
        }

        if (line is null)
        {
            throw new CannotRunException($"The client {_name} does not start: {await _process.LastWordsAsync().ConfigureAwait(false)}");
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
                throw new CannotRunException($"The client {_name} does not start: its driver's first line is not one of the protocol: {DriverProcess.Shown(line)}");
        }
    }

    private async Task ReadAsync()
    {
        string? wrong = null;
        while (wrong is null && await _process.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0 && !Took(DriverProtocol.Read(line)))
            {
                wrong = $"its driver wrote a line that is not one of the protocol: {DriverProcess.Shown(line)}";
            }
        }

        if (wrong is not null)
        {
            _process.Kill();
        }

        bool wasAskedTo = _isClosing;
        string why = $"The client {_name} makes no more calls: {wrong ?? await _process.LastWordsAsync().ConfigureAwait(false)}";
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
}
