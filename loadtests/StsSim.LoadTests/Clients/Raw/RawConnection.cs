using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>
/// Carries one request at a time to one endpoint. It outlives its socket: where that is gone, the next request opens
/// another.
/// </summary>
/// <param name="trust">Judges the certificate of an endpoint; <see langword="null"/> leaves it to the machine.</param>
internal sealed class RawConnection(Uri endpoint, RemoteCertificateValidationCallback? trust) : IDisposable
{
    private const int FirstCapacity = 4096;
    private const int LongestAnswer = 1 << 20;
    private const long NoDeadline = long.MaxValue;

    // Guards whatever is not only the request's own: its end may come from a timer or from whoever cancels.
    private readonly Lock _gate = new();

    private Socket? _socket;
    private SslStream? _tls;
    private bool _hasServed;
    private long _deadline = NoDeadline;
    private bool _isAborted;
    private bool _isOverdue;
    private byte[] _received = new byte[FirstCapacity];
    private int _count;

    /// <summary>Begins a request.</summary>
    /// <param name="deadline">The timestamp from which on the request is overdue.</param>
    public void Begin(long deadline)
    {
        lock (_gate)
        {
            _deadline = deadline;
            _isAborted = false;
            _isOverdue = false;
        }
    }

    /// <summary>Ends a request; nothing that was to abort it touches the next one.</summary>
    public void End()
    {
        bool aborted;
        lock (_gate)
        {
            _deadline = NoDeadline;
            aborted = _isAborted;
        }

        if (aborted)
        {
            Close();
        }
    }

    /// <summary>Ends the request under way without an answer.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            _isAborted = true;
            _socket?.Dispose();
        }
    }

    public void AbortIfOverdue(long now)
    {
        lock (_gate)
        {
            if (_deadline <= now)
            {
                _isOverdue = true;
                _isAborted = true;
                _socket?.Dispose();
            }
        }
    }

    public void Dispose() => Abort();

    /// <summary>Sends a request and waits for its answer; whatever goes wrong is a value.</summary>
    public async ValueTask<WireAnswer> ExchangeAsync(ReadOnlyMemory<byte> request)
    {
        _count = 0;
        bool reused = _hasServed;
        try
        {
            if (_socket is null)
            {
                await ConnectAsync().ConfigureAwait(false);
            }

            await SendAsync(request).ConfigureAwait(false);
            var reader = default(ResponseReader);
            while (true)
            {
                int count = await ReceiveAsync().ConfigureAwait(false);
                _count += count;
                ReadProgress progress = _count == 0 ? ReadProgress.Malformed : reader.Read(_received.AsSpan(0, _count), ended: count == 0);
                if (progress == ReadProgress.Complete)
                {
                    return Answer(reader);
                }

                if (progress == ReadProgress.Malformed || _count == LongestAnswer)
                {
                    return Failure(_count == 0 ? FailureCodes.ConnectionClosed : FailureCodes.MalformedResponse, reused);
                }
            }
        }
        catch (Exception exception) when (FailureCodes.Of(exception) is not null)
        {
            return Failure(FailureCodes.Of(exception)!, reused);
        }
    }

    private WireAnswer Answer(ResponseReader reader)
    {
        _hasServed = true;
        if (reader.IsLast)
        {
            Close();
        }

        return new WireAnswer(reader.Status, _received.AsMemory(reader.BodyStart, reader.BodyLength));
    }

    private WireAnswer Failure(string code, bool reused)
    {
        bool aborted;
        bool overdue;
        lock (_gate)
        {
            aborted = _isAborted;
            overdue = _isOverdue;
        }

        Close();
        bool isStale = reused && _count == 0 && !aborted;
        return new WireAnswer(0, default, overdue ? FailureCodes.Timeout : code, isStale);
    }

    private async ValueTask ConnectAsync()
    {
        bool isAddress = IPAddress.TryParse(endpoint.DnsSafeHost, out IPAddress? address);
        Socket socket = isAddress
            ? new Socket(address!.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        lock (_gate)
        {
            _socket = socket;
            if (_isAborted)
            {
                socket.Dispose();
            }
        }

        await (isAddress
            ? socket.ConnectAsync(new IPEndPoint(address!, endpoint.Port))
            : socket.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port)).ConfigureAwait(false);
        if (endpoint.Scheme == Uri.UriSchemeHttps)
        {
            _tls = new SslStream(new NetworkStream(socket, ownsSocket: false), leaveInnerStreamOpen: false, trust);
            await _tls.AuthenticateAsClientAsync(endpoint.DnsSafeHost).ConfigureAwait(false);
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> request)
    {
        if (_tls is not null)
        {
            await _tls.WriteAsync(request).ConfigureAwait(false);
            return;
        }

        while (!request.IsEmpty)
        {
            request = request[await _socket!.SendAsync(request, SocketFlags.None).ConfigureAwait(false)..];
        }
    }

    private ValueTask<int> ReceiveAsync()
    {
        if (_count == _received.Length)
        {
            Array.Resize(ref _received, Math.Min(2 * _count, LongestAnswer));
        }

        Memory<byte> room = _received.AsMemory(_count);
        return _tls is null ? _socket!.ReceiveAsync(room, SocketFlags.None) : _tls.ReadAsync(room);
    }

    private void Close()
    {
        _tls?.Dispose();
        _tls = null;
        _hasServed = false;
        lock (_gate)
        {
            _socket?.Dispose();
            _socket = null;
        }
    }
}
