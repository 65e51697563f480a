using System.Net;
using System.Net.Sockets;
using System.Text;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>Against servers that break off, lie, or say nothing.</summary>
public sealed class RawClientOnBadWireTests
{
    private const string Body = "<GetCallerIdentityResponse><Arn>a</Arn></GetCallerIdentityResponse>";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 67\r\n\r\n" + Body, null)]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n21\r\n<GetCallerIdentityResponse><Arn>a\r\n22\r\n</Arn></GetCallerIdentityResponse>\r\n0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 67\r\nConnection: close\r\n\r\n" + Body, null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 67\r\n\r\n<GetCaller", "MalformedResponse")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<GetCaller", "MalformedResponse")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "MalformedResponse")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "MalformedResponse")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n" + Body, "MalformedResponse")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "MalformedResponse")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy", "HTTP 503")]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n", "TooManyRequestsException")]
    [InlineData("", "ConnectionReset")]
    public async Task What_comes_is_an_outcome(string answer, string? code)
    {
        using var server = new Server(answer);
        await using RawClient client = Client(server.Endpoint);

        InvocationOutcome outcome = await AskAsync(client);

        Assert.Equal(code, outcome.ErrorCode);
        Assert.Equal(code is null ? InvocationEnd.Ok : code == "TooManyRequestsException" ? InvocationEnd.GivenUp : InvocationEnd.Failed, outcome.End);
        Assert.Equal(1, outcome.Attempts);
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_it_was_idle_is_no_failure()
    {
        // Says that it keeps the connection, and closes it.
        using var server = new Server($"HTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        await using RawClient client = Client(server.Endpoint);

        Assert.Equal(InvocationEnd.Ok, (await AskAsync(client)).End);
        await server.ClosedAsync();
        InvocationOutcome second = await AskAsync(client);

        Assert.Equal((InvocationEnd.Ok, 1, 2), (second.End, second.Attempts, second.Sends));
    }

    [Fact]
    public async Task Silence_ends_in_a_timeout()
    {
        using var server = new Server(answer: null);
        await using RawClient client = Client(server.Endpoint, TimeSpan.FromMilliseconds(100));

        Assert.Equal((InvocationEnd.Failed, "Timeout"), EndOf(await AskAsync(client)));
    }

    [Fact]
    public async Task A_closed_run_leaves_the_call_unfinished()
    {
        using var server = new Server(answer: null);
        await using RawClient client = Client(server.Endpoint);
        using var closed = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        StsReply reply = await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, closed.Token);

        Assert.Equal(InvocationEnd.Unfinished, reply.Outcome.End);
    }

    [Fact]
    public async Task Nobody_there_is_a_refused_connection()
    {
        using var server = new Server("");
        Uri endpoint = server.Endpoint;
        server.Dispose();
        await using RawClient client = Client(endpoint);

        Assert.Equal((InvocationEnd.Failed, "ConnectionRefused"), EndOf(await AskAsync(client)));
    }

    private static (InvocationEnd End, string? Code) EndOf(InvocationOutcome outcome) => (outcome.End, outcome.ErrorCode);

    private static RawClient Client(Uri endpoint, TimeSpan? timeout = null) =>
        new(new ClientSetting(endpoint, "us-east-1", "raw", ClientCredentials.Example, timeout, Seed: 1, TimeProvider.System));

    private static async Task<InvocationOutcome> AskAsync(RawClient client) =>
        (await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, TestContext.Current.CancellationToken)).Outcome;

    /// <summary>Answers each connection's first request with fixed bytes, and closes it.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string? _answer;
        private readonly SemaphoreSlim _closed = new(0);

        public Server(string? answer)
        {
            _answer = answer;
            _listener.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _ = ServeAsync();
        }

        public Uri Endpoint { get; }

        public Task ClosedAsync() => _closed.WaitAsync(TestContext.Current.CancellationToken);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            List<Socket> silent = [];
            try
            {
                while (true)
                {
                    Socket socket = await _listener.AcceptSocketAsync();
                    if (_answer is null)
                    {
                        silent.Add(socket);
                        continue;
                    }

                    byte[] request = new byte[16 * 1024];
                    await socket.ReceiveAsync(request);
                    await socket.SendAsync(Encoding.ASCII.GetBytes(_answer));
                    socket.Shutdown(SocketShutdown.Both);
                    socket.Dispose();
                    _closed.Release();
                }
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                silent.ForEach(socket => socket.Dispose());
            }
        }
    }
}
