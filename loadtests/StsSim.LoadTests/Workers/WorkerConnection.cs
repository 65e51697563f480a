using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsSim.LoadTests.Workers;

/// <summary>The line between a worker and its coordinator.</summary>
internal sealed class WorkerConnection : IDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly Stream _stream;
    private readonly SemaphoreSlim _writing = new(1, 1);

    public WorkerConnection(TcpClient client)
    {
        _client = client;
        _client.NoDelay = true;

        // A machine that fails says no farewell, and while a load is prepared nobody says anything for minutes.
        _client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        _client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
        _client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        _client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
        _stream = client.GetStream();
        _reader = new StreamReader(_stream);
    }

    /// <summary>The next message; <see langword="null"/> where the other end is gone.</summary>
    public async Task<WorkerMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            string? line = await _reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            return line is null ? null : JsonSerializer.Deserialize<WorkerMessage>(line, Format);
        }
        catch (Exception gone) when (gone is IOException or JsonException or ObjectDisposedException)
        {
            return null;
        }
    }

    public async Task WriteAsync(WorkerMessage message, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, Format), (byte)'\n'];
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
        _writing.Dispose();
    }
}
