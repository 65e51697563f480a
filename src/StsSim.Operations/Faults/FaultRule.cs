using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults.Distributions;
using StsSim.Operations.Faults.Triggers;

namespace StsSim.Operations.Faults;

/// <summary>A fault rule, ready for requests: whom it is for, which of those it strikes, and what then happens.</summary>
public sealed class FaultRule
{
    private long _considered;
    private long _fired;
    private int _active;

    public required FaultRuleDefinition Definition { get; init; }

    public string Id => Definition.Id;

    public bool IsEnabled { get; private set; } = true;

    public required FaultMatch Match { get; init; }

    /// <summary>When it strikes, or <see langword="null"/> for at any time.</summary>
    public FaultSchedule? Schedule { get; init; }

    /// <summary>How many requests may be under the fault at a time, on one gateway.</summary>
    public int MaxActive { get; init; } = int.MaxValue;

    public required FaultTrigger Trigger { get; init; }

    /// <summary>How long the answer waits before the effect, or <see langword="null"/>.</summary>
    public Distribution? Delay { get; init; }

    public required FaultEffect Effect { get; init; }

    /// <summary>What the rule's chances are drawn from, where it has a seed of its own.</summary>
    public long? Seed { get; init; }

    internal FaultOccurrences Occurrences { get; } = new();

    /// <summary>The seed in force and the rule's id in one number.</summary>
    internal ulong Key { get; set; }

    /// <summary>
    /// Whether anything hangs on which request it is and how often that came: the same through all of the rule's life, so that
    /// none that it draws for goes uncounted.
    /// </summary>
    internal bool DrawsByRequest =>
        !Trigger.IsIdle && (Trigger.DrawsByRequest || Schedule is { Ramp.Ticks: > 0 } || Delay is not null || Effect.Draws);

    /// <summary>How many requests it was for, on this gateway.</summary>
    public long Considered => Interlocked.Read(ref _considered);

    /// <summary>How many of those it struck.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    public bool IsInForceAt(DateTimeOffset now) => IsEnabled && !(Definition.ExpiresAt <= now) && ShareAt(now) > 0;

    /// <summary>The share of requests that its schedule lets it strike.</summary>
    internal double ShareAt(DateTimeOffset now) => Schedule?.ShareAt(now - Definition.BeganAt) ?? 1;

    /// <summary>Takes a place under <see cref="MaxActive"/>, unless all are taken.</summary>
    internal bool TryBegin()
    {
        if (Interlocked.Increment(ref _active) <= MaxActive)
        {
            return true;
        }

        Interlocked.Decrement(ref _active);
        return false;
    }

    internal void End() => Interlocked.Decrement(ref _active);

    internal void Disable() => IsEnabled = false;

    internal void CountConsidered() => Interlocked.Increment(ref _considered);

    internal void CountFired() => Interlocked.Increment(ref _fired);
}
