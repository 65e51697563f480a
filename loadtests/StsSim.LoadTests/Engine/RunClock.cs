namespace StsSim.LoadTests.Engine;

/// <summary>Time since the start of a run; monotonic, and the same for every client group.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    public TimeSpan Elapsed => time.GetElapsedTime(_origin);

    public async Task DelayUntilAsync(TimeSpan moment, CancellationToken cancellationToken)
    {
        for (TimeSpan left = moment - Elapsed; left > TimeSpan.Zero; left = moment - Elapsed)
        {
            // Timers count whole milliseconds and round down; rounding up here spares a busy loop.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken)
                .ConfigureAwait(false);
        }
    }
}
