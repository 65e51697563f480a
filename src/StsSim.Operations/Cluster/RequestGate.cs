using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Operations.Cluster;

/// <summary>
/// Where requests enter. While the world is replaced it is closed: those inside finish, those that come wait, and no
/// request sees part of one world and part of another. Open, it costs a request two counts.
/// </summary>
public sealed class RequestGate([FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    // A request may be waiting for somebody else's identity provider. Whatever it issues is of the old world, and dead.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private long _inside;
    private volatile TaskCompletionSource? _reopened;
    private volatile TaskCompletionSource? _drained;
    private ITimer? _expiry;

    /// <summary>Returns when the request may begin; every call is followed by one of <see cref="Exit"/>.</summary>
    public ValueTask EnterAsync()
    {
        Interlocked.Increment(ref _inside);
        return _reopened is null ? default : WaitAsync();
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _inside) == 0)
        {
            _drained?.TrySetResult();
        }
    }

    /// <summary>Closes the gate, or keeps it closed; returns when nobody is inside, or somebody has been for too long.</summary>
    public async Task CloseAsync()
    {
        Task drained;
        lock (_lock)
        {
            _reopened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            TaskCompletionSource empty = _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expiry?.Dispose();
            _expiry = time.CreateTimer(_ => Open(), state: null, LongestHold, Timeout.InfiniteTimeSpan);
            if (Interlocked.Read(ref _inside) == 0)
            {
                empty.TrySetResult();
            }

            drained = empty.Task;
        }

        await Task.WhenAny(drained, Task.Delay(LongestDrain, time));
    }

    public void Open()
    {
        lock (_lock)
        {
            _expiry?.Dispose();
            _expiry = null;
            _drained = null;
            _reopened?.TrySetResult();
            _reopened = null;
        }
    }

    private async ValueTask WaitAsync()
    {
        while (_reopened is { } reopened)
        {
            Exit();
            await reopened.Task;
            Interlocked.Increment(ref _inside);
        }
    }
}
