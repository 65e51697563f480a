using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>One phase of an experiment, and what it lays over what is set.</summary>
[GenerateSerializer, Immutable, Alias("stssim.PhaseDefinition")]
public sealed record PhaseDefinition
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string? Description { get; init; }

    [Id(2)] public required TimeSpan Duration { get; init; }

    /// <summary>Considered before the rules that are set.</summary>
    [Id(3)] public IReadOnlyList<FaultRuleDefinition> Faults { get; init; } = [];

    /// <summary><see langword="null"/> where the clock stays as it is set.</summary>
    [Id(4)] public ClockSettings? Clock { get; init; }

    /// <summary><see langword="null"/> where quotas stay as they are set.</summary>
    [Id(5)] public AccountQuotas? Quotas { get; init; }
}
