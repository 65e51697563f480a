using System.Net.Sockets;
using System.Text;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A connection of its own for one request, down to its last packet.</summary>
internal sealed class RawClient : IDisposable
{
    /// <summary>Longer without a word is a hang. It is never waited for where all is well.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Whether anything has come, an end of the connection included.</summary>
    public bool HasHeard => _socket.Poll(0, SelectMode.SelectRead);

    public static async Task<RawAnswer> SendAsync(Uri endpoint, StsRequest request, AnswerEnd until)
    {
        using var client = new RawClient();
        await client.SendAsync(endpoint, request);
        return await client.ReceiveAsync(until);
    }

    public async Task SendAsync(Uri endpoint, StsRequest request)
    {
        var head = new StringBuilder($"POST / HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {request.Bytes.Length}\r\n");
        foreach ((string name, string value) in request.SignedHeaders(endpoint.Authority).Where(header => header.Key != "host"))
        {
            head.Append($"{name}: {value}\r\n");
        }

        head.Append($"Authorization: {request.Authorization(endpoint.Authority)}\r\n\r\n");
        await _socket.ConnectAsync(endpoint.Host, endpoint.Port, TestContext.Current.CancellationToken);
        await _socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head.ToString()), .. request.Bytes], TestContext.Current.CancellationToken);
    }

    /// <param name="until"><see cref="AnswerEnd.Open"/> for a whole answer, otherwise until the connection ends, however it does.</param>
    public async Task<RawAnswer> ReceiveAsync(AnswerEnd until)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timer.CancelAfter(Bound);
        var answer = new RawAnswer([], 0, AnswerEnd.Open);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (until != AnswerEnd.Open || !IsWhole(answer))
            {
                int count = await _socket.ReceiveAsync(buffer, timer.Token);
                if (count == 0)
                {
                    return answer with { End = AnswerEnd.Closed };
                }

                answer = answer with { Bytes = [.. answer.Bytes, .. buffer[..count]], Pieces = answer.Pieces + 1 };
            }

            return answer;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset)
        {
            return answer with { End = AnswerEnd.Reset };
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(RawAnswer answer) =>
        answer.Head.Length > 0 && answer.Values("Content-Length").Count > 0 && answer.Body.Length >= answer.ContentLength;
}
