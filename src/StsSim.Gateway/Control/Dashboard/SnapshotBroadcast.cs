using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>Reads snapshots and hands each to all who follow. Who is slow misses some, and holds nobody up.</summary>
internal sealed partial class SnapshotBroadcast(string? accountId, SnapshotReader reader, ILogger<SnapshotBroadcast> logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly LoadMeter _meter = reader.CreateMeter();
    private TaskCompletionSource<string> _next = NewPromise();
    private string? _last;
    private bool _isFailing;

    /// <summary>How many follow; the feed's to count.</summary>
    public int Followers { get; set; }

    /// <summary>Begins, and goes on until this is disposed of or the gateway stops.</summary>
    public void Begin(CancellationToken stopping)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, stopping);
        _ = Task.Run(() => RunAsync(ended), CancellationToken.None);
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    public async IAsyncEnumerable<string> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string? last, Task<string> next) = Now();
        if (last is not null)
        {
            yield return last;
        }

        while (true)
        {
            string snapshot = await next.WaitAsync(cancellationToken);
            (_, next) = Now();
            yield return snapshot;
        }
    }

    private async Task RunAsync(CancellationTokenSource ended)
    {
        using CancellationTokenSource end = ended;
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                Publish(await ReadAsync());
            }
            while (await timer.WaitForNextTickAsync(end.Token));
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more, or the gateway stops.
        }
    }

    // Whatever fails here fails again in a second, and is said once.
    private async Task<string> ReadAsync()
    {
        try
        {
            string snapshot = ServerEvent.Of(name: null, await reader.ReadAsync(accountId, _meter));
            _isFailing = false;
            return snapshot;
        }
        catch (Exception e)
        {
            if (!_isFailing)
            {
                SnapshotFailed(e);
            }

            _isFailing = true;
            return ServerEvent.Of("problem", e is TimeoutException or OrleansException ? Problem.Unavailable : Problem.Failure);
        }
    }

    private void Publish(string snapshot)
    {
        TaskCompletionSource<string> promise;
        lock (_lock)
        {
            promise = _next;
            (_next, _last) = (NewPromise(), snapshot);
        }

        promise.SetResult(snapshot);
    }

    private (string? Last, Task<string> Next) Now()
    {
        lock (_lock)
        {
            return (_last, _next.Task);
        }
    }

    private static TaskCompletionSource<string> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No snapshot could be read for those who follow; it is tried again every second")]
    private partial void SnapshotFailed(Exception exception);
}
