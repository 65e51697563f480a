namespace StsSim.Compatibility.Tests.Clock;

/// <summary>
/// A clock that stands until the test winds it. Timers and timestamps go on by themselves: a cluster under a clock that
/// leaps for them, too, believes that its machine was stalled.
/// </summary>
public sealed class WoundClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
