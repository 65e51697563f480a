using Microsoft.AspNetCore.Connections;

namespace StsSim.Gateway;

/// <summary>Marks connections that came in by the control API's own listener.</summary>
public sealed class ControlConnection
{
    private static readonly ControlConnection Mark = new();

    private ControlConnection()
    {
    }

    /// <summary>The first step of every connection of that listener.</summary>
    public static ConnectionDelegate Begin(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(Mark);
        return next(connection);
    };
}
