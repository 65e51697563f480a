using System.Net.Sockets;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Sends bytes over a connection of their own and waits for what comes of it, within bounds.</summary>
internal static class FuzzConnection
{
    /// <summary>
    /// How long a server that may be waiting for the rest of a broken message is waited for, before the client says that
    /// nothing more will come. Too short costs answers, and fails nothing.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    /// <summary>How long it may go on without a word after that. Longer is a hang.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <returns>The final answer; <see langword="null"/> where the server hung up on it.</returns>
    /// <param name="answerIsDue">Whether the message is whole, so that hanging up or waiting is no option.</param>
    public static async Task<HttpAnswer?> ExchangeAsync(Uri endpoint, byte[] request, bool answerIsDue, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint.Host, endpoint.Port, cancellation);
        bool toHead = request.AsSpan().StartsWith("HEAD "u8);
        byte[] received = [];
        bool halfClosed = false;
        try
        {
            await SendAsync(socket, request, cancellation);
            while (true)
            {
                while (HttpAnswer.Read(received, toHead, isLast: false) is { } answer)
                {
                    if (answer.Status >= 200)
                    {
                        return answer;
                    }

                    received = received[answer.Length..]; // 100 Continue
                }

                byte[]? more = await ReceiveAsync(socket, answerIsDue || halfClosed ? Bound : Patience, cancellation);
                if (more is null)
                {
                    Assert.False(answerIsDue || halfClosed, "The simulator hangs");
                    socket.Shutdown(SocketShutdown.Send);
                    halfClosed = true;
                }
                else if (more.Length == 0)
                {
                    HttpAnswer? last = HttpAnswer.Read(received, toHead, isLast: true);
                    Assert.True(last is not null || received.Length == 0, "An answer ends in its middle");
                    Assert.False(last is null && answerIsDue, "The simulator hung up on a valid request");
                    return last;
                }
                else
                {
                    received = [.. received, .. more];
                }
            }
        }
        catch (SocketException e) when (!answerIsDue && e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
        {
            return null; // hung up while there was still something to read
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
    }

    // Null when the time is up, empty when the other side is done.
    private static async Task<byte[]?> ReceiveAsync(Socket socket, TimeSpan within, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(within);
        byte[] buffer = new byte[16 * 1024];
        try
        {
            return buffer[..await socket.ReceiveAsync(buffer, timer.Token)];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
