namespace StsSim.LoadTests.Engine;

/// <summary>
/// The system's clock with one-shot timers that keep to the millisecond. The runtime's own go by a clock that ticks
/// every four, and a generator late by that much would blame the target for it.
/// </summary>
internal sealed class PunctualTimeProvider : TimeProvider, IDisposable
{
    private readonly object _gate = new();
    private readonly PriorityQueue<Shot, long> _queue = new();
    private bool _disposed;

    public PunctualTimeProvider() => new Thread(Work) { IsBackground = true, Name = "Punctual timers" }.Start();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new OneShotTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Schedule(Shot shot, TimeSpan dueTime)
    {
        long due = GetTimestamp() + (long)(dueTime.TotalSeconds * TimestampFrequency);
        lock (_gate)
        {
            _queue.Enqueue(shot, due);
            Monitor.Pulse(_gate);
        }
    }

    private void Work()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                if (!_queue.TryPeek(out Shot? next, out long due))
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                TimeSpan left = GetElapsedTime(GetTimestamp(), due);
                if (left > TimeSpan.Zero)
                {
                    double milliseconds = Math.Min(int.MaxValue, Math.Ceiling(left.TotalMilliseconds));
                    Monitor.Wait(_gate, (int)milliseconds);
                    continue;
                }

                _queue.Dequeue();

                // Not on this thread: what follows a timer may take long, and the next timer is due soon.
                ThreadPool.UnsafeQueueUserWorkItem(static shot => shot.Fire(), next, preferLocal: false);
            }
        }
    }

    /// <summary>One setting of a timer; a timer set anew or disposed leaves the old shot in the queue, spent.</summary>
    private sealed class Shot(OneShotTimer timer)
    {
        public void Fire() => timer.Fire(this);
    }

    private sealed class OneShotTimer(PunctualTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        private Shot? _armed;
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (Volatile.Read(ref _disposed) != 0)
            {
                return false;
            }

            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                Volatile.Write(ref _armed, null);
                return true;
            }

            var shot = new Shot(this);
            Volatile.Write(ref _armed, shot);
            time.Schedule(shot, dueTime);
            return true;
        }

        public void Fire(Shot shot)
        {
            if (Interlocked.CompareExchange(ref _armed, null, shot) == shot)
            {
                callback(state);
            }
        }

        public void Dispose()
        {
            Volatile.Write(ref _disposed, 1);
            Volatile.Write(ref _armed, null);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
