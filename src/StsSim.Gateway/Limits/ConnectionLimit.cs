using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Limits;

/// <summary>
/// Counts connections to the AWS endpoint, and marks those over the limit. The limit is shared fairly: whoever has fewer
/// connections than an equal part of it is served, however many others have. A quarter more, and new ones of the others are
/// closed; at twice the limit those of all.
/// </summary>
public sealed class ConnectionLimit(GatewayLimits limits, MemoryUnderWay memory)
{
    // Of the control API's own listener.
    private const int Uncounted = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _sources = [];
    private readonly int _farOver = limits.Connections + (limits.Connections / 4);
    private readonly int _most = 2 * limits.Connections;
    private int _count;
    private int _excess;

    /// <summary>Connections open now, those over the limit included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether a request came by a connection over the limit.</summary>
    public bool IsExcess(HttpContext context) => Volatile.Read(ref _excess) > 0 && context.Features.Get<ExcessConnection>() is not null;

    /// <summary>What the web server takes in all.</summary>
    public long MostOfAll => _most + Uncounted;

    /// <summary>The first step of every connection.</summary>
    public ConnectionDelegate Begin(ConnectionDelegate next) => async connection =>
    {
        IPAddress source = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (Enter(source) is not { } isWithin)
        {
            connection.Abort();
            return;
        }

        if (!isWithin)
        {
            connection.Features.Set(ExcessConnection.Mark);
        }

        var input = new MeteredInput(connection.Transport.Input, memory, connection);
        connection.Transport = input;
        connection.Features.Set(input);
        try
        {
            await next(connection);
        }
        finally
        {
            input.Forget();
            Leave(source, isExcess: !isWithin);
        }
    };

    /// <summary>Counts a connection. Whether it is within the limit; <see langword="null"/>, and not counted, where it is far over it.</summary>
    internal bool? Enter(IPAddress source)
    {
        lock (_lock)
        {
            int own = _sources.GetValueOrDefault(source);
            bool hasLess = own < limits.Connections / (own == 0 ? _sources.Count + 1 : _sources.Count);
            if (_count >= _most || (_count >= _farOver && !hasLess))
            {
                return null;
            }

            bool isWithin = _count < limits.Connections || hasLess;
            _sources[source] = own + 1;
            _count++;
            _excess += isWithin ? 0 : 1;
            return isWithin;
        }
    }

    internal void Leave(IPAddress source, bool isExcess)
    {
        lock (_lock)
        {
            int own = _sources[source] - 1;
            if (own == 0)
            {
                _sources.Remove(source);
            }
            else
            {
                _sources[source] = own;
            }

            _count--;
            _excess -= isExcess ? 1 : 0;
        }
    }
}
