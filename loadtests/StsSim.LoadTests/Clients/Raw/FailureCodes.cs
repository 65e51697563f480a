using System.Net.Sockets;
using System.Security.Authentication;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>What a report calls the ways in which a request is left without an answer.</summary>
internal static class FailureCodes
{
    public const string Timeout = "Timeout";
    public const string ConnectionReset = "ConnectionReset";
    public const string ConnectionClosed = "ConnectionClosed";
    public const string MalformedResponse = "MalformedResponse";
    public const string SecureConnectionError = "SecureConnectionError";

    /// <returns><see langword="null"/> where the exception says nothing of a connection.</returns>
    public static string? Of(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted } => ConnectionReset,
        SocketException socket => socket.SocketErrorCode.ToString(),
        AuthenticationException => SecureConnectionError,
        ObjectDisposedException => ConnectionClosed,
        IOException { InnerException: { } cause } => Of(cause) ?? nameof(IOException),
        IOException => ConnectionClosed,
        _ => null,
    };
}
