using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>
/// Snapshots once a second for as long as somebody follows: of everything, and of each account that is followed, one for all
/// who follow it.
/// </summary>
internal sealed class SnapshotFeed(SnapshotReader reader, IHostApplicationLifetime lifetime, ILogger<SnapshotBroadcast> logger)
{
    private const string Everything = "";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, SnapshotBroadcast> _broadcasts = [];

    /// <summary>How many snapshots a second are being read: none where nobody follows.</summary>
    public int ActiveCount
    {
        get
        {
            lock (_lock)
            {
                return _broadcasts.Count;
            }
        }
    }

    /// <summary>Events, as they are sent, until <paramref name="cancellationToken"/> says that it is enough.</summary>
    public async IAsyncEnumerable<string> FollowAsync(string? accountId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SnapshotBroadcast broadcast = Join(accountId);
        try
        {
            await foreach (string sent in broadcast.FollowAsync(cancellationToken))
            {
                yield return sent;
            }
        }
        finally
        {
            Leave(accountId, broadcast);
        }
    }

    private SnapshotBroadcast Join(string? accountId)
    {
        lock (_lock)
        {
            if (!_broadcasts.TryGetValue(accountId ?? Everything, out SnapshotBroadcast? broadcast))
            {
                broadcast = new SnapshotBroadcast(accountId, reader, logger);
                _broadcasts.Add(accountId ?? Everything, broadcast);
                broadcast.Begin(lifetime.ApplicationStopping);
            }

            broadcast.Followers++;
            return broadcast;
        }
    }

    private void Leave(string? accountId, SnapshotBroadcast broadcast)
    {
        lock (_lock)
        {
            if (--broadcast.Followers == 0)
            {
                _broadcasts.Remove(accountId ?? Everything);
                broadcast.Dispose();
            }
        }
    }
}
