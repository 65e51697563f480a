namespace StsSim.LoadTests.Engine;

/// <summary>Keeps as many callers at work as the load says, each making one invocation after the other.</summary>
internal sealed class ClosedModelRunner(RunClock clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _target;
    private int _copies;
    private int _inFlight;
    private int _number = -1;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Completes when the load has ended and every invocation with it.</summary>
    public Task Idle => _idle.Task;

    /// <param name="load">Stretches back to back from the start of the run.</param>
    /// <param name="invoke">One logical call; it must not throw.</param>
    /// <param name="stop">Ends the load early; invocations in flight are not touched.</param>
    public async Task RunAsync(IReadOnlyList<CopiesSimulation> load, Func<Invocation, Task> invoke, CancellationToken stop)
    {
        List<Task> copies = [];
        try
        {
            TimeSpan start = TimeSpan.Zero;
            foreach (CopiesSimulation stretch in load)
            {
                for (TimeSpan now = clock.Elapsed; now < start + stretch.During; now = clock.Elapsed)
                {
                    Volatile.Write(ref _target, stretch.CopiesAt(now - start));
                    copies.RemoveAll(copy => copy.IsCompleted);
                    while (Volatile.Read(ref _copies) < Volatile.Read(ref _target))
                    {
                        Interlocked.Increment(ref _copies);
                        copies.Add(WorkAsync(invoke));
                    }

                    TimeSpan next = now + Step;
                    TimeSpan end = start + stretch.During;
                    await clock.DelayUntilAsync(next < end ? next : end, stop).ConfigureAwait(false);
                }

                start += stretch.During;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped early by the user; what was started still counts.
        }
        finally
        {
            Volatile.Write(ref _target, 0);
            _ = EndAsync(copies);
        }
    }

    private async Task EndAsync(List<Task> copies)
    {
        await Task.WhenAll(copies).ConfigureAwait(false);
        _idle.TrySetResult();
    }

    private async Task WorkAsync(Func<Invocation, Task> invoke)
    {
        // Not on the thread that counts the copies, which others wait for.
        await Task.Yield();
        while (!Leaves())
        {
            Interlocked.Increment(ref _inFlight);
            TimeSpan now = clock.Elapsed;
            await invoke(new Invocation(Interlocked.Increment(ref _number), now, now)).ConfigureAwait(false);
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Whether there is one caller too many, who then goes.</summary>
    private bool Leaves()
    {
        int copies = Volatile.Read(ref _copies);
        while (copies > Volatile.Read(ref _target))
        {
            int seen = Interlocked.CompareExchange(ref _copies, copies - 1, copies);
            if (seen == copies)
            {
                return true;
            }

            copies = seen;
        }

        return false;
    }
}
