namespace StsSim.Testing;

/// <summary>
/// What is to go wrong: for which requests, for how many of those, and how. Name an <see cref="Effect"/> or a
/// <see cref="Preset"/>; the rest narrows it.
/// </summary>
public sealed record FaultRule
{
    /// <summary>A rule of the simulator's to begin with, e.g. <c>sts-throttle</c>; members named here complete and override it.</summary>
    public string? Preset { get; init; }

    public string? Description { get; init; }

    /// <summary>Which requests the rule is for; all of STS unless named.</summary>
    public FaultMatch? Match { get; init; }

    /// <summary>Which of those it strikes; all unless named.</summary>
    public FaultTrigger? Trigger { get; init; }

    /// <summary>A wait before the effect.</summary>
    public DurationDistribution? Delay { get; init; }

    public FaultEffect? Effect { get; init; }

    /// <summary>After which the rule ends by itself: a test that crashes leaves nothing for long.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What its chances are drawn from, in place of the world's seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Whether it is in force.</summary>
    public bool IsEnabled { get; init; } = true;

    internal object ToBody() => new
    {
        Preset,
        Description,
        Enabled = IsEnabled,
        Match = Match?.ToBody(),
        Trigger?.Probability,
        Trigger?.Every,
        Trigger?.First,
        Trigger?.Skip,
        Trigger?.Sequence,
        Trigger?.Repeat,
        Trigger?.Per,
        Delay = Delay?.ToBody(),
        Effect = Effect?.ToBody(),
        TtlSeconds = Duration?.TotalSeconds,
        Seed,
    };
}
