using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace StsSim.Gateway;

/// <summary>What lies under a connection's TLS: the end of it is the end of the TCP connection, which TLS itself does not end.</summary>
public sealed class UnderlyingTransport
{
    private UnderlyingTransport(IDuplexPipe transport) => Transport = transport;

    /// <summary>What is encrypted, on its way to the socket.</summary>
    internal IDuplexPipe Transport { get; }

    /// <summary>A step of every connection of a listener, before that of TLS.</summary>
    public static ConnectionDelegate Begin(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(new UnderlyingTransport(connection.Transport));
        return next(connection);
    };
}
