using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>What becomes of a call when the other end of its connection behaves in any way at all.</summary>
public sealed partial class RawClientWireTests
{
    private const string Session =
        "<GetFederationTokenResponse><Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s/+</SecretAccessKey><SessionToken>t==</SessionToken>"
        + "<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></GetFederationTokenResponse>";

    private static readonly StsRequest Request = StsRequest.GetFederationToken("user");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Unanswerable => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<GetFederationTokenResponse><Credentials>", "MalformedResponse" },
        { "HTTP/1.1 200 OK\r\nContent-Le", "MalformedResponse" },
        { "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", "MalformedResponse" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "MalformedResponse" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nab\r\n0\r\n\r\n", "MalformedResponse" },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "MalformedResponse" },
        { "SSH-2.0-OpenSSH_9.6\r\n\r\n", "MalformedResponse" },
        { Answer("200 OK", "<GetFederationTokenResponse><Credentials><AccessKeyId>ASIA1</AccessKeyId></Credentials></GetFederationTokenResponse>"), "MalformedResponse" },
        { Answer("200 OK", Session[..^12]), "MalformedResponse" },
        { Answer("200 OK", ""), "MalformedResponse" },
        { "", "ConnectionClosed" },
        { Answer("503 Service Unavailable", "come back later"), "HTTP 503" },
        { Answer("400 Bad Request", "<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>"), "ValidationError" },
    };

    [Theory]
    [MemberData(nameof(Unanswerable))]
    public async Task A_call_without_a_session_has_failed(string answer, string code)
    {
        await using var server = new ScriptedServer(async socket =>
        {
            await using var stream = new NetworkStream(socket);
            await ScriptedServer.ReadAsync(stream);
            await ScriptedServer.WriteAsync(stream, answer);
        });
        await using RawClient client = ClientOf(server.Endpoint);

        StsReply reply = await SendAsync(client);

        Assert.Equal(new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: code), reply.Outcome);
        Assert.Null(reply.Issued);
    }

    [Theory]
    [InlineData("<GetCallerIdentityResponse><Account>1</Account></GetCallerIdentityResponse>\n", null)]
    [InlineData("<GetCallerIdentityResponse><Account>1</Account>", "MalformedResponse")]
    [InlineData("<GetCallerIdentityResponse></GetCallerIdentityResponse>", "MalformedResponse")]
    public async Task An_identity_needs_no_session(string body, string? code)
    {
        await using ScriptedServer server = ServerOf(Answer("200 OK", body));
        await using RawClient client = ClientOf(server.Endpoint);

        StsReply reply = await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, Cancel);

        InvocationEnd end = code is null ? InvocationEnd.Ok : InvocationEnd.Failed;
        Assert.Equal(new InvocationOutcome(end, 1, 1, 0, ErrorCode: code), reply.Outcome);
    }

    [Fact]
    public async Task A_reset_is_called_one()
    {
        await using var server = new ScriptedServer(async socket =>
        {
            await using var stream = new NetworkStream(socket);
            await ScriptedServer.ReadAsync(stream);
            socket.LingerState = new LingerOption(true, 0);
        });
        await using RawClient client = ClientOf(server.Endpoint);

        Assert.Equal(
            new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: "ConnectionReset"), (await SendAsync(client)).Outcome);
    }

    [Fact]
    public async Task A_refused_connection_is_called_one()
    {
        var server = new ScriptedServer(_ => Task.CompletedTask);
        Uri endpoint = server.Endpoint;
        await server.DisposeAsync();
        await using RawClient client = ClientOf(endpoint);

        Assert.Equal(
            new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: "ConnectionRefused"), (await SendAsync(client)).Outcome);
    }

    [Theory]
    [InlineData("429 Too Many Requests", "", "TooManyRequestsException")]
    [InlineData("400 Bad Request", "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>", "Throttling")]
    public async Task A_throttled_call_is_given_up(string status, string body, string code)
    {
        await using ScriptedServer server = ServerOf(Answer(status, body));
        await using RawClient client = ClientOf(server.Endpoint);
        var wire = new CountedWire();

        StsReply reply = await client.SendAsync(Request, wire, Cancel);

        Assert.Equal(new InvocationOutcome(InvocationEnd.GivenUp, 1, 1, 1, ErrorCode: code), reply.Outcome);
        Assert.Equal((1, 1), (wire.Sent, wire.Throttled));
    }

    [Fact]
    public async Task One_connection_serves_call_after_call()
    {
        await using ScriptedServer server = ServerOf(Answer("200 OK", Session));
        await using RawClient client = ClientOf(server.Endpoint);

        for (int call = 1; call <= 5; call++)
        {
            await AssertIssuedAsync(client, sends: 1);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_answer_may_come_in_chunks_and_in_pieces()
    {
        string chunks = "6;of=six\r\n" + Session[..6] + "\r\nF\r\n" + Session[6..21] + "\r\n"
            + (Session.Length - 21).ToString("x", null) + "\r\n" + Session[21..] + "\r\n0\r\nTrailer: yes\r\n\r\n";
        await using var server = new ScriptedServer(async socket =>
        {
            socket.NoDelay = true;
            await using var stream = new NetworkStream(socket);
            while (await ScriptedServer.ReadAsync(stream) != "")
            {
                foreach (char character in "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                {
                    await ScriptedServer.WriteAsync(stream, character.ToString());
                }
            }
        });
        await using RawClient client = ClientOf(server.Endpoint);

        await AssertIssuedAsync(client, sends: 1);
        await AssertIssuedAsync(client, sends: 1);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_answer_may_be_longer_than_any_before()
    {
        await using ScriptedServer server = ServerOf(Answer("200 OK", new string(' ', 100_000) + Session));
        await using RawClient client = ClientOf(server.Endpoint);

        await AssertIssuedAsync(client, sends: 1);
    }

    [Fact]
    public async Task An_answer_without_end_is_no_answer()
    {
        await using ScriptedServer server = ServerOf(Answer("200 OK", new string(' ', 2_000_000) + Session));
        await using RawClient client = ClientOf(server.Endpoint);

        Assert.Equal("MalformedResponse", (await SendAsync(client)).Outcome.ErrorCode);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nconnection: Close\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: {0}\r\n\r\n")]
    public async Task A_server_may_end_a_connection_with_its_answer(string head)
    {
        string answer = head.Replace("{0}", Session.Length.ToString("d4", null), StringComparison.Ordinal) + Session;
        await using var server = new ScriptedServer(async socket =>
        {
            await using var stream = new NetworkStream(socket);
            await ScriptedServer.ReadAsync(stream);
            await ScriptedServer.WriteAsync(stream, answer);
        });
        await using RawClient client = ClientOf(server.Endpoint);

        for (int call = 1; call <= 3; call++)
        {
            await AssertIssuedAsync(client, sends: 1);
        }

        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_replaced_once()
    {
        await using var server = new ScriptedServer(async socket =>
        {
            await using var stream = new NetworkStream(socket);
            await ScriptedServer.ReadAsync(stream);
            await ScriptedServer.WriteAsync(stream, Answer("200 OK", Session));
        });
        await using RawClient client = ClientOf(server.Endpoint);
        var wire = new CountedWire();
        await AssertIssuedAsync(client, sends: 1);
        await server.ClosedAsync();

        StsReply reply = await client.SendAsync(Request, wire, Cancel);

        Assert.Equal((InvocationEnd.Ok, 1, 2), (reply.Outcome.End, reply.Outcome.Attempts, reply.Outcome.Sends));
        Assert.Equal(2, wire.Sent);
    }

    [Fact]
    public async Task Silence_ends_with_the_timeout()
    {
        var asked = new TaskCompletionSource();
        var time = new FakeTimeProvider();
        await using ScriptedServer server = SilentServer(asked);
        await using RawClient client = ClientOf(server.Endpoint, time, TimeSpan.FromSeconds(2));

        ValueTask<StsReply> call = SendAsync(client);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: "Timeout"), (await call).Outcome);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_unfinished()
    {
        var asked = new TaskCompletionSource();
        using var closing = new CancellationTokenSource();
        await using ScriptedServer server = SilentServer(asked);
        await using RawClient client = ClientOf(server.Endpoint);

        ValueTask<StsReply> call = client.SendAsync(Request, UnwatchedWire.Instance, closing.Token);
        await asked.Task;
        await closing.CancelAsync();

        Assert.Equal(new InvocationOutcome(InvocationEnd.Unfinished, 1, 1, 0), (await call).Outcome);
        Assert.Equal(
            new InvocationOutcome(InvocationEnd.Unfinished, 0, 0, 0),
            (await client.SendAsync(Request, UnwatchedWire.Instance, closing.Token)).Outcome);
    }

    [Fact]
    public async Task The_session_of_a_pod_is_not_for_this_client()
    {
        await using RawClient client = ClientOf(new Uri("http://127.0.0.1:1"));

        StsReply reply = await client.SendAsync(
            StsRequest.GetCallerIdentity with { Pod = new PodCredentials("pod", 1, "role", 900, 1) }, UnwatchedWire.Instance, Cancel);

        Assert.Equal(InvocationOutcome.Unsupported, reply.Outcome);
    }

    [Fact]
    public async Task A_request_says_who_sends_it_and_which_attempt_it_is()
    {
        var requests = new ConcurrentQueue<string>();
        await using ScriptedServer server = RecordingServer(requests);
        await using RawClient client = ClientOf(server.Endpoint);

        await SendAsync(client);
        await SendAsync(client);

        Assert.Equal(2, requests.Select(request => InvocationId().Match(request).Groups["id"].Value).Where(id => id != "").Distinct().Count());
        Assert.All(requests, request => Assert.StartsWith(
            $"POST / HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUser-Agent: stssim-raw/1 app/wire-test--X-Evil--1\r\namz-sdk-request: attempt=1; max=1\r\n",
            request,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_may_have_a_path()
    {
        var requests = new ConcurrentQueue<string>();
        await using ScriptedServer server = RecordingServer(requests);
        await using RawClient client = ClientOf(new Uri(server.Endpoint, "/aws/sts"));

        await SendAsync(client);
        await client.SendAsync(Request with { PresignedForCluster = "my-cluster" }, UnwatchedWire.Instance, Cancel);

        Assert.Collection(
            requests,
            post => Assert.StartsWith("POST /aws/sts HTTP/1.1\r\n", post, StringComparison.Ordinal),
            get => Assert.StartsWith("GET /aws/sts?Action=GetFederationToken&", get, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_speaks_TLS_with_those_it_trusts()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = new ScriptedServer(async socket =>
        {
            await using var tls = new SslStream(new NetworkStream(socket));
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                while (await ScriptedServer.ReadAsync(tls) != "")
                {
                    await ScriptedServer.WriteAsync(tls, Answer("200 OK", Session));
                }
            }
            catch (IOException)
            {
                // The client has hung up on a server that it does not trust.
            }
        });
        var endpoint = new Uri($"https://127.0.0.1:{server.Port}");
        await using RawClient trusting = ClientOf(
            endpoint, trust: (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString());
        await using RawClient other = ClientOf(endpoint);

        await AssertIssuedAsync(trusting, sends: 1);
        await AssertIssuedAsync(trusting, sends: 1);
        Assert.Equal("SecureConnectionError", (await SendAsync(other)).Outcome.ErrorCode);
    }

    private static async Task AssertIssuedAsync(RawClient client, int sends)
    {
        StsReply reply = await SendAsync(client);

        Assert.Equal(new InvocationOutcome(InvocationEnd.Ok, 1, sends, 0, "ASIA1"), reply.Outcome);
        Assert.Equal(new ClientCredentials("ASIA1", "s/+", "t=="), reply.Issued!.Credentials);
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), reply.Issued.Expiration);
    }

    private static ValueTask<StsReply> SendAsync(RawClient client) => client.SendAsync(Request, UnwatchedWire.Instance, Cancel);

    private static RawClient ClientOf(
        Uri endpoint, TimeProvider? time = null, TimeSpan? timeout = null, RemoteCertificateValidationCallback? trust = null) => new(
        new ClientSetting(
            endpoint, "us-east-1", "wire-test\r\nX-Evil: 1", ClientCredentials.Example, timeout, 0, time ?? TimeProvider.System),
        trust);

    private static ScriptedServer ServerOf(string answer) => new(async socket =>
    {
        await using var stream = new NetworkStream(socket);
        try
        {
            while (await ScriptedServer.ReadAsync(stream) != "")
            {
                await ScriptedServer.WriteAsync(stream, answer);
            }
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    });

    private static ScriptedServer RecordingServer(ConcurrentQueue<string> requests) => new(async socket =>
    {
        await using var stream = new NetworkStream(socket);
        while (await ScriptedServer.ReadAsync(stream) is { Length: > 0 } request)
        {
            requests.Enqueue(request);
            await ScriptedServer.WriteAsync(stream, Answer("200 OK", Session));
        }
    });

    private static ScriptedServer SilentServer(TaskCompletionSource asked) => new(async socket =>
    {
        await using var stream = new NetworkStream(socket);
        await ScriptedServer.ReadAsync(stream);
        asked.SetResult();
        await ScriptedServer.ReadAsync(stream);
    });

    private static string Answer(string status, string body) => $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    [GeneratedRegex(@"\r\namz-sdk-invocation-id: (?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\r\n")]
    private static partial Regex InvocationId();

    private sealed class CountedWire : IWireWatcher
    {
        public int Sent { get; private set; }

        public int Throttled { get; private set; }

        public void RequestSent() => Sent++;

        public void RequestThrottled() => Throttled++;
    }
}
