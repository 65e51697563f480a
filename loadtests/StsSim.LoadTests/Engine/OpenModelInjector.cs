namespace StsSim.LoadTests.Engine;

/// <summary>
/// Starts invocations at their intended times and never waits for one to end. A bound on those in flight keeps
/// the generator alive when the target stalls; what the bound turns away is told as dropped, not left out.
/// </summary>
internal sealed class OpenModelInjector(RunClock clock, int maxInFlight)
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _inFlight;

    // The schedule counts as one, so that the last invocation to end finds zero only when no more will start.
    private int _open = 1;

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Completes when the schedule has ended and every invocation with it.</summary>
    public Task Idle => _idle.Task;

    /// <param name="intendedStarts">Rising moments since the start of the run.</param>
    /// <param name="invoke">One logical call; it must not throw.</param>
    /// <param name="dropped">Told the intended start of each invocation the bound turned away.</param>
    /// <param name="stop">Ends the schedule early; invocations in flight are not touched.</param>
    public async Task RunAsync(
        IEnumerable<TimeSpan> intendedStarts,
        Func<Invocation, Task> invoke,
        Action<TimeSpan> dropped,
        CancellationToken stop)
    {
        int number = 0;
        try
        {
            foreach (TimeSpan intended in intendedStarts)
            {
                await clock.DelayUntilAsync(intended, stop).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                int own = number++;
                if (InFlight >= maxInFlight)
                {
                    dropped(intended);
                    continue;
                }

                Interlocked.Increment(ref _inFlight);
                Interlocked.Increment(ref _open);
                _ = TrackAsync(invoke(new Invocation(own, intended, clock.Elapsed)));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped early by the user; what was started still counts.
        }
        finally
        {
            End();
        }
    }

    private async Task TrackAsync(Task invocation)
    {
        try
        {
            await invocation.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            End();
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _idle.TrySetResult();
        }
    }
}
