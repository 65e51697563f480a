using System.Buffers.Text;
using System.Net.Security;
using System.Net.Sockets;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>One connection, one request at a time (RFC 9112).</summary>
internal sealed class RawConnection : IDisposable
{
    private const int LargestAnswer = 1024 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;

    private RawConnection(Stream stream, RequestWriter writer)
    {
        _stream = stream;
        Writer = writer;
    }

    public RequestWriter Writer { get; }

    /// <summary>Ends what the connection waits for; a connection has one for all of its requests.</summary>
    public CancellationTokenSource Patience { get; private set; } = new();

    /// <summary>Whether it has had an answer before: the server may have closed it since.</summary>
    public bool IsUsed { get; private set; }

    public static async Task<RawConnection> OpenAsync(Uri endpoint, RequestWriter writer, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port, cancellationToken).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (endpoint.Scheme == Uri.UriSchemeHttps)
            {
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsClientAsync(
                    new SslClientAuthenticationOptions { TargetHost = endpoint.DnsSafeHost }, cancellationToken).ConfigureAwait(false);
                stream = encrypted;
            }

            return new RawConnection(stream, writer);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask<RawResponse> ExchangeAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        _length = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        int body = headEnd + 4;
        var head = ResponseHead.Parse(_buffer.AsSpan(0, headEnd + 2));
        while (head.Status is >= 100 and < 200)
        {
            throw new MalformedResponseException("An interim answer that nobody asked for.");
        }

        if (head.IsChunked)
        {
            int decoded = await ReadChunksAsync(body, cancellationToken).ConfigureAwait(false);
            IsUsed = true;
            return new RawResponse(head.Status, _buffer.AsMemory(body, decoded), head.KeepsAlive);
        }

        if (head.ContentLength is not { } length)
        {
            throw new MalformedResponseException("The answer does not say how long it is.");
        }

        while (_length < body + length)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        IsUsed = true;
        return new RawResponse(head.Status, _buffer.AsMemory(body, length), head.KeepsAlive);
    }

    /// <summary>Makes the connection patient again; false where its time has run out.</summary>
    public bool Renew() => Patience.TryReset();

    public void Dispose()
    {
        _stream.Dispose();
        Patience.Dispose();
        Writer.Dispose();
    }

    /// <summary>Puts the chunks together where they stand; returns the length of the whole.</summary>
    private async ValueTask<int> ReadChunksAsync(int start, CancellationToken cancellationToken)
    {
        int read = start;
        int written = start;
        while (true)
        {
            int lineEnd;
            while ((lineEnd = _buffer.AsSpan(read, _length - read).IndexOf("\r\n"u8)) < 0)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, lineEnd), out int size, out int digits, 'x') || digits == 0 || size is < 0 or > LargestAnswer)
            {
                throw new MalformedResponseException("A chunk does not say how long it is.");
            }

            int chunk = read + lineEnd + 2;
            while (_length < chunk + size + 2)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            if (size == 0)
            {
                return written - start;
            }

            _buffer.AsSpan(chunk, size).CopyTo(_buffer.AsSpan(written));
            written += size;
            read = chunk + size + 2;
        }
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (_length == _buffer.Length)
        {
            if (_length >= LargestAnswer)
            {
                throw new MalformedResponseException("The answer is longer than any of STS.");
            }

            Array.Resize(ref _buffer, _length * 2);
        }

        int read = await _stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            throw _length == 0
                ? new SocketException((int)SocketError.ConnectionReset)
                : new MalformedResponseException("The connection ended within the answer.");
        }

        _length += read;
    }
}
