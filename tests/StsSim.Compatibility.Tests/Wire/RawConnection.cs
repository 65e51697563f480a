using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StsSim.Compatibility.Tests.Wire;

/// <summary>A TCP connection that sends what no HTTP client would.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<byte> _received = [];

    /// <param name="from">The address of this machine to come from, or <see langword="null"/> for any.</param>
    public static async Task<RawConnection> OpenAsync(Uri endpoint, IPAddress? from = null)
    {
        var connection = new RawConnection();
        if (from is not null)
        {
            connection._socket.Bind(new IPEndPoint(from, 0));
        }

        await connection._socket.ConnectAsync(endpoint.Host, endpoint.Port, TestContext.Current.CancellationToken);
        return connection;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, TestContext.Current.CancellationToken)..];
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Says that nothing more will come, and goes on listening.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads one whole answer.</summary>
    public async Task<WireAnswer> ReceiveAsync(bool hasBody = true)
    {
        int head;
        while ((head = Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0)
        {
            await ReceiveMoreAsync();
        }

        string[] lines = Text[..head].Split("\r\n");
        Dictionary<string, string> headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        int length = hasBody && headers.TryGetValue("Content-Length", out string? declared) ? int.Parse(declared, CultureInfo.InvariantCulture) : 0;
        int bodyAt = head + 4;
        while (_received.Count < bodyAt + length)
        {
            await ReceiveMoreAsync();
        }

        string body = Encoding.UTF8.GetString([.. _received.Skip(bodyAt).Take(length)]);
        _received.RemoveRange(0, bodyAt + length);
        return new WireAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body);
    }

    /// <summary>Waits for the other side to hang up; false where it answers instead.</summary>
    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await _socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken) == 0;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private string Text => Encoding.Latin1.GetString([.. _received]);

    private async Task ReceiveMoreAsync()
    {
        byte[] buffer = new byte[16 * 1024];
        int received = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        Assert.True(received > 0, $"The connection was dropped without an answer after: {Text}");
        _received.AddRange(buffer.AsSpan(0, received));
    }
}
