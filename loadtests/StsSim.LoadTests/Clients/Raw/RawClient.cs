using System.Globalization;
using System.Net.Security;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>
/// An STS client that does nothing but sign and send, once for each call, and so costs less than the server it loads.
/// It speaks HTTP/1.1 over connections that it keeps.
/// </summary>
internal sealed class RawClient : IStsClient
{
    private const int MostConnections = 512;
    private const int TooManyRequests = 429;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestSweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestSweep = TimeSpan.FromMilliseconds(10);

    private readonly ClientCredentials _credentials;
    private readonly TimeProvider _time;
    private readonly long _timeout;
    private readonly ConnectionPool _pool;
    private readonly ITimer _sweep;

    /// <param name="trust">Judges the certificate of the endpoint; <see langword="null"/> leaves it to the machine.</param>
    public RawClient(ClientSetting setting, RemoteCertificateValidationCallback? trust = null)
    {
        TimeSpan timeout = setting.Timeout ?? DefaultTimeout;
        var template = new RequestTemplate(setting);
        _credentials = setting.Credentials;
        _time = setting.Time;
        _timeout = (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        _pool = new ConnectionPool(() => new LentConnection(new RawConnection(setting.Endpoint, trust), new RequestWriter(template)), MostConnections);

        // One timer for all requests: what is overdue may stay so for an eighth of the timeout.
        TimeSpan period = TimeSpan.FromTicks(Math.Clamp(timeout.Ticks / 8, ShortestSweep.Ticks, LongestSweep.Ticks));
        _sweep = _time.CreateTimer(_ => _pool.AbortOverdue(_time.GetTimestamp()), null, period, period);
    }

    public string? Sdk => null;

    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        if (request.Pod is not null)
        {
            return new StsReply(InvocationOutcome.Unsupported);
        }

        LentConnection lent;
        try
        {
            lent = await _pool.TakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new StsReply(new InvocationOutcome(InvocationEnd.Unfinished, 0, 0, 0));
        }

        RawConnection connection = lent.Connection;
        connection.Begin(_time.GetTimestamp() + _timeout);
        try
        {
            using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(
                static connection => ((RawConnection)connection!).Abort(), connection);
            ReadOnlyMemory<byte> message = lent.Writer.Write(request, request.Credentials ?? _credentials, _time.GetUtcNow());
            int sends = 1;
            watcher.RequestSent();
            WireAnswer answer = await connection.ExchangeAsync(message).ConfigureAwait(false);
            if (answer.IsStale)
            {
                sends++;
                watcher.RequestSent();
                answer = await connection.ExchangeAsync(message).ConfigureAwait(false);
            }

            return answer.Failure is null ? ReplyTo(request, answer, sends, watcher)
                : cancellationToken.IsCancellationRequested ? new StsReply(new InvocationOutcome(InvocationEnd.Unfinished, 1, sends, 0))
                : Failed(sends, answer.Failure);
        }
        finally
        {
            connection.End();
            _pool.Return(lent);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync().ConfigureAwait(false);
        _pool.Dispose();
    }

    private static StsReply ReplyTo(StsRequest request, WireAnswer answer, int sends, IWireWatcher watcher)
    {
        ReadOnlySpan<byte> body = answer.Body.Span;
        if (answer.Status is not (>= 200 and < 300))
        {
            return Refused(answer.Status, AnswerBody.ErrorCode(body), sends, watcher);
        }

        if (request.Operation == nameof(StsRequest.GetCallerIdentity))
        {
            return AnswerBody.IsIdentity(body)
                ? new StsReply(new InvocationOutcome(InvocationEnd.Ok, 1, sends, 0))
                : Failed(sends, FailureCodes.MalformedResponse);
        }

        return AnswerBody.Session(body) is { } issued
            ? new StsReply(new InvocationOutcome(InvocationEnd.Ok, 1, sends, 0, issued.Credentials.AccessKeyId), issued)
            : Failed(sends, FailureCodes.MalformedResponse);
    }

    private static StsReply Refused(int status, string? code, int sends, IWireWatcher watcher)
    {
        if (status == TooManyRequests || ThrottlingCodes.Contains(code))
        {
            watcher.RequestThrottled();
            return new StsReply(new InvocationOutcome(InvocationEnd.GivenUp, 1, sends, 1, ErrorCode: code ?? "TooManyRequestsException"));
        }

        return Failed(sends, code ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"));
    }

    private static StsReply Failed(int sends, string code) =>
        new(new InvocationOutcome(InvocationEnd.Failed, 1, sends, 0, ErrorCode: code));
}
