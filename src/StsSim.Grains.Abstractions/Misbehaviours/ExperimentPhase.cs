using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>
/// What a running experiment lays over what is set: it hides nothing for good, and where it is taken away everything is
/// as it would have been without it.
/// </summary>
[GenerateSerializer, Immutable, Alias("stssim.ExperimentPhase")]
public sealed record ExperimentPhase
{
    [Id(0)] public required string ExperimentId { get; init; }

    /// <summary>The number of the phase in its experiment, from 0.</summary>
    [Id(1)] public required int Index { get; init; }

    [Id(2)] public required string Name { get; init; }

    /// <summary>What the experiment's faults are drawn from.</summary>
    [Id(3)] public required long Seed { get; init; }

    /// <summary>Considered before the rules that are set.</summary>
    [Id(4)] public IReadOnlyList<FaultRuleDefinition> Faults { get; init; } = [];

    /// <summary><see langword="null"/> where the clock stays as it is set.</summary>
    [Id(5)] public ClockSettings? Clock { get; init; }

    /// <summary><see langword="null"/> where quotas stay as they are set.</summary>
    [Id(6)] public AccountQuotas? Quotas { get; init; }

    /// <summary>When the phase began: what gateways answer in it is counted in slots from then on.</summary>
    [Id(7)] public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long a slot is.</summary>
    [Id(8)] public TimeSpan SlotWidth { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many there are; what comes late is counted in the last.</summary>
    [Id(9)] public int SlotCount { get; init; } = 1;
}
