using System.Collections.Concurrent;

namespace StsSim.Operations.Tests;

/// <summary>
/// Keeps whatever is awaited on the test's own thread, and runs it only when told to: the test alone decides what
/// happens before what.
/// </summary>
internal sealed class OneThread : SynchronizationContext, IDisposable
{
    private readonly SynchronizationContext? _outer = Current;
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    public OneThread() => SetSynchronizationContext(this);

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <summary>Goes on until everything waits for something else.</summary>
    public void RunToRest()
    {
        while (_posted.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }
    }

    public void Dispose() => SetSynchronizationContext(_outer);
}
