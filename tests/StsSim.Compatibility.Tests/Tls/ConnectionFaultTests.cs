using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Faults;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>A fault ends a connection under TLS as it does without: by FIN or RST, and at once.</summary>
public sealed class ConnectionFaultTests(TlsSimulator simulator) : IClassFixture<TlsSimulator>, IAsyncLifetime
{
    private const string Rule = "_stssim/faults/ends";

    private HttpClient? _http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _http = new HttpClient(TrustedAuthority.ClientOf(simulator.Authority, simulator.Endpoint.Port));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        (await _http!.DeleteAsync(new Uri(simulator.Endpoint, Rule), Cancel)).Dispose();
        _http.Dispose();
    }

    [Theory]
    [InlineData("close", AnswerEnd.Closed)]
    [InlineData("reset", AnswerEnd.Reset)]
    public async Task Aborted_in_the_body_half_of_it_has_come(string how, AnswerEnd end)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "abort", "at": "midBody", "how": "{{how}}" }""");

        Assert.Equal((200, answer.ContentLength / 2, end), (answer.Status, answer.Body.Length, answer.End));
    }

    [Theory]
    [InlineData("close", AnswerEnd.Closed)]
    [InlineData("reset", AnswerEnd.Reset)]
    public async Task Aborted_before_the_headers_there_is_not_a_byte(string how, AnswerEnd end)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "abort", "how": "{{how}}" }""");

        Assert.Equal((0, end), (answer.Bytes.Length, answer.End));
    }

    private async Task<RawAnswer> MeetAsync(string effect)
    {
        using var rule = new StringContent($$"""{ "effect": {{effect}} }""");
        using (HttpResponseMessage put = await _http!.PutAsync(new Uri(simulator.Endpoint, Rule), rule, Cancel))
        {
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync(Cancel));
        }

        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", simulator.Endpoint.Port, Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = TrustedAuthority.Only(simulator.Authority) };
        await tls.AuthenticateAsClientAsync(options, Cancel);
        StsRequest request = StsRequest.Of(ClientWorld.Administrator, "GetFederationToken", "Name=Bobby");
        string host = simulator.Endpoint.Authority;
        await tls.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {request.Bytes.Length}\r\n"
                + $"X-Amz-Date: {request.AmzDate}\r\nAuthorization: {request.Authorization(host)}\r\n\r\n{request.Form}"),
            Cancel);
        return await ReceiveAsync(tls, tcp.Client);
    }

    private static async Task<RawAnswer> ReceiveAsync(SslStream tls, Socket tcp)
    {
        var answer = new RawAnswer([], 0, AnswerEnd.Open);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int count = await tls.ReadAsync(buffer, Cancel);
                if (count == 0)
                {
                    // TLS has said goodbye; FIN is what follows.
                    return answer with { End = await tcp.ReceiveAsync(buffer, Cancel) == 0 ? AnswerEnd.Closed : AnswerEnd.Open };
                }

                answer = answer with { Bytes = [.. answer.Bytes, .. buffer[..count]], Pieces = answer.Pieces + 1 };
            }
        }
        catch (Exception e) when ((e as SocketException ?? e.InnerException) is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return answer with { End = AnswerEnd.Reset };
        }
    }
}
