namespace StsSim.LoadTests.Simulation;

/// <summary>Virtual time as measurements read it. Nothing can be awaited by it.</summary>
internal sealed class VirtualTimeProvider<TEvent>(VirtualTime<TEvent> time) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => time.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + time.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("Virtual time passes by events, not by timers.");
}
