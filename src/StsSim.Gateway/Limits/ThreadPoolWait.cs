using System.Diagnostics;

namespace StsSim.Gateway.Limits;

/// <summary>How long work waits for a thread of the pool, which everything a request does runs on.</summary>
internal sealed class ThreadPoolWait : IThreadPoolWorkItem
{
    private long _queuedAt;
    private long _waited;
    private bool _isQueued;

    /// <summary>What the piece of work waited that was queued by the last call; where it still waits, how long so far. Called by one thread.</summary>
    public TimeSpan Measure()
    {
        if (Volatile.Read(ref _isQueued))
        {
            return Stopwatch.GetElapsedTime(_queuedAt);
        }

        var waited = TimeSpan.FromTicks(_waited);
        _queuedAt = Stopwatch.GetTimestamp();
        Volatile.Write(ref _isQueued, true);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return waited;
    }

    void IThreadPoolWorkItem.Execute()
    {
        _waited = Stopwatch.GetElapsedTime(_queuedAt).Ticks;
        Volatile.Write(ref _isQueued, false);
    }
}
