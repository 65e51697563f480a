using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>A listener that does with each connection what a test says, however rude.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Task> _served = new();
    private readonly Func<Socket, Task> _serve;
    private readonly Task _accepting;

    /// <param name="serve">Serves one connection, which is closed when it returns.</param>
    public ScriptedServer(Func<Socket, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Endpoint => new($"http://127.0.0.1:{Port}");

    public int Connections => _served.Count;

    /// <summary>Waits until every connection so far is closed.</summary>
    public Task ClosedAsync() => Task.WhenAll(_served);

    /// <summary>Reads one request, head and body.</summary>
    /// <returns>Empty where the client has closed instead.</returns>
    public static async Task<string> ReadAsync(Stream stream)
    {
        byte[] bytes = new byte[8192];
        int count = 0;
        while (true)
        {
            int read = await stream.ReadAsync(bytes.AsMemory(count), TestContext.Current.CancellationToken);
            count += read;
            string text = Encoding.ASCII.GetString(bytes, 0, count);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && count == end + 4 + ContentLength(text)))
            {
                return text;
            }
        }
    }

    public static ValueTask WriteAsync(Stream stream, string answer) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(answer), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private static int ContentLength(string text)
    {
        const string Name = "Content-Length: ";
        int start = text.IndexOf(Name, StringComparison.Ordinal);
        return start < 0 ? 0 : int.Parse(text.AsSpan(start + Name.Length, text.IndexOf('\r', start) - start - Name.Length), null);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync();
                var closed = new TaskCompletionSource();
                _served.Enqueue(closed.Task);
                _ = ServeAsync(socket, closed);
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, TaskCompletionSource closed)
    {
        try
        {
            await _serve(socket);
        }
        finally
        {
            socket.Dispose();
            closed.SetResult();
        }
    }
}
