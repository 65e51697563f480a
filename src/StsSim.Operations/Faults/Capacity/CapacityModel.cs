namespace StsSim.Operations.Faults.Capacity;

/// <summary>
/// A server of limited concurrency and the queue before it. Who waits is served even where its client has long gone:
/// so work is wasted under overload, and goodput can stay collapsed after the cause is gone (Bronson et al., Metastable
/// Failures in Distributed Systems, HotOS 2021).
/// </summary>
/// <remarks>
/// Requests are served in virtual time: one begins when the one before it was to end and not when a timer said so,
/// so that late timers make no capacity smaller than it is.
/// </remarks>
public sealed class CapacityModel(CapacityLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<WaitingRequest> _queue = new();
    private CapacityLimits _limits = limits;
    private int _serving;

    /// <summary>How many wait now.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>How many are served now.</summary>
    public int ServingCount
    {
        get
        {
            lock (_lock)
            {
                return _serving;
            }
        }
    }

    /// <summary>Changes the capacity; who waits goes on waiting, under the new one.</summary>
    public void Change(CapacityLimits limits)
    {
        lock (_lock)
        {
            _limits = limits;
            ServeNext(time.GetTimestamp());
        }
    }

    /// <summary>Waits for a turn and for the service.</summary>
    /// <returns>Whether it was served; refused otherwise.</returns>
    public Task<bool> ServeAsync(TimeSpan service)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            var request = new WaitingRequest(now, (long)(service.TotalSeconds * time.TimestampFrequency));
            if (_serving < _limits.Concurrency && _queue.Count == 0)
            {
                Serve(request, now);
                return request.Served.Task;
            }

            if (_queue.Count >= _limits.QueueLimit)
            {
                if (_limits.Discipline == QueueDiscipline.Fifo || _queue.First is not { } oldest)
                {
                    return Task.FromResult(false);
                }

                _queue.RemoveFirst();
                oldest.Value.Served.SetResult(false);
            }

            _queue.AddLast(request);
            return request.Served.Task;
        }
    }

    // Called under the lock. Timers know whole milliseconds and cut off the rest: without rounding up, whoever asks for
    // one request after the other would be served faster than the server can.
    private void Serve(WaitingRequest request, long beginsAt)
    {
        _serving++;
        long endsAt = beginsAt + request.Service;
        TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), endsAt);
        _ = EndAsync(request, endsAt, TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left.TotalMilliseconds))));
    }

    private async Task EndAsync(WaitingRequest request, long endsAt, TimeSpan left)
    {
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        else
        {
            await Task.Yield(); // what begins the next holds the lock
        }

        request.Served.SetResult(true);
        lock (_lock)
        {
            _serving--;
            ServeNext(endsAt);
        }
    }

    // Called under the lock.
    private void ServeNext(long freeAt)
    {
        while (_serving < _limits.Concurrency && _queue.Count > 0)
        {
            LinkedListNode<WaitingRequest> next = _limits.Discipline == QueueDiscipline.Fifo ? _queue.First! : _queue.Last!;
            _queue.Remove(next);
            long beginsAt = Math.Max(freeAt, next.Value.ArrivedAt);
            if (_limits.Deadline is { } deadline && time.GetElapsedTime(next.Value.ArrivedAt, beginsAt) > deadline)
            {
                next.Value.Served.SetResult(false);
            }
            else
            {
                Serve(next.Value, beginsAt);
            }
        }
    }

    private sealed class WaitingRequest(long arrivedAt, long service)
    {
        public long ArrivedAt => arrivedAt;

        public long Service => service;

        public TaskCompletionSource<bool> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
