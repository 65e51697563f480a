using System.Collections.Concurrent;
using System.Net.Sockets;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>
/// STS over plain HTTP, signed and not retried: what load costs least with. It keeps as many connections as it has calls
/// at once, up to a bound, beyond which calls wait.
/// </summary>
internal sealed class RawClient : IStsClient
{
    private const int MostConnections = 512;
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly ClientSetting _setting;
    private readonly TimeSpan _timeout;
    private readonly ConcurrentStack<RawConnection> _idle = new();
    private readonly SemaphoreSlim _connections = new(MostConnections, MostConnections);
    private SigningTime _now;
    private int _calls;

    public RawClient(ClientSetting setting)
    {
        _setting = setting;
        _timeout = setting.Timeout ?? DefaultTimeout;
        _now = SigningTime.Of(setting.Time.GetUtcNow());
    }

    public string? Sdk => null;

    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        if (request.Pod is not null)
        {
            return new StsReply(InvocationOutcome.Unsupported);
        }

        int sends = 0;
        try
        {
            await _connections.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new StsReply(new InvocationOutcome(InvocationEnd.Unfinished, 0, 0, 0));
        }

        RawConnection? connection = null;
        try
        {
            Guid invocation = InvocationId();
            while (true)
            {
                if (!_idle.TryPop(out connection))
                {
                    connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
                }

                sends++;
                watcher.RequestSent();
                bool wasUsed = connection.IsUsed;
                try
                {
                    return await ExchangeAsync(connection, request, invocation, sends, watcher, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception closed) when (wasUsed && closed is SocketException or IOException { InnerException: SocketException } && !cancellationToken.IsCancellationRequested)
                {
                    // The server closed it while it was idle: that says nothing of the call, which goes out once more.
                    connection.Dispose();
                    connection = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            connection?.Dispose();
            return cancellationToken.IsCancellationRequested
                ? new StsReply(new InvocationOutcome(InvocationEnd.Unfinished, Math.Min(sends, 1), sends, 0))
                : Failed("Timeout", sends);
        }
        catch (MalformedResponseException)
        {
            connection?.Dispose();
            return Failed("MalformedResponse", sends);
        }
        catch (Exception failure) when (failure is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            connection?.Dispose();
            return Failed(CodeOf(failure), sends);
        }
        finally
        {
            _connections.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out RawConnection? connection))
        {
            connection.Dispose();
        }

        _connections.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<StsReply> ExchangeAsync(
        RawConnection connection, StsRequest request, Guid invocation, int sends, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        RawResponse response;
        connection.Patience.CancelAfter(_timeout);
        using (cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), connection.Patience))
        {
            ReadOnlyMemory<byte> bytes = connection.Writer.Write(request, _setting.Credentials, Now(), invocation);
            response = await connection.ExchangeAsync(bytes, connection.Patience.Token).ConfigureAwait(false);
        }

        StsReply reply = ReplyOf(response, sends, watcher);
        if (response.KeepsAlive && connection.Renew())
        {
            _idle.Push(connection);
        }
        else
        {
            connection.Dispose();
        }

        return reply;
    }

    private static StsReply ReplyOf(RawResponse response, int sends, IWireWatcher watcher)
    {
        ReadOnlySpan<byte> body = response.Body.Span;
        if (response.Status == 200)
        {
            if (!StsAnswer.IsWhole(body))
            {
                throw new MalformedResponseException("The answer is not whole.");
            }

            IssuedSession? session = StsAnswer.SessionIn(body);
            return new StsReply(new InvocationOutcome(InvocationEnd.Ok, 1, sends, 0, session?.Credentials.AccessKeyId), session);
        }

        string code = StsAnswer.ErrorCodeIn(body) ?? (response.Status == 429 ? "TooManyRequestsException" : $"HTTP {response.Status}");
        if (!ThrottlingCodes.Contains(code))
        {
            return Failed(code, sends);
        }

        watcher.RequestThrottled();
        return new StsReply(new InvocationOutcome(InvocationEnd.GivenUp, 1, sends, 1, ErrorCode: code));
    }

    private async Task<RawConnection> OpenAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_timeout);
        return await RawConnection
            .OpenAsync(_setting.Endpoint, new RequestWriter(_setting.Endpoint, _setting.Region, _setting.ApplicationId), patience.Token)
            .ConfigureAwait(false);
    }

    private SigningTime Now()
    {
        DateTimeOffset now = _setting.Time.GetUtcNow();
        SigningTime known = Volatile.Read(ref _now);
        if (known.Second != now.ToUnixTimeSeconds())
        {
            known = SigningTime.Of(now);
            Volatile.Write(ref _now, known);
        }

        return known;
    }

    // Unlike any other of the process, and cheaper than chance: a call is told from others by its number.
    private Guid InvocationId() => new(Environment.ProcessId, 0, 0, BitConverter.GetBytes(((long)GetHashCode() << 32) | (uint)Interlocked.Increment(ref _calls)));

    private static StsReply Failed(string code, int sends) =>
        new(new InvocationOutcome(InvocationEnd.Failed, Math.Min(sends, 1), sends, 0, ErrorCode: code));

    private static string CodeOf(Exception failure) => (failure as SocketException ?? failure.InnerException as SocketException)?.SocketErrorCode.ToString()
        ?? (failure is System.Security.Authentication.AuthenticationException ? "SecureConnectionError" : "ConnectionClosed");
}
