namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>One change to a <see cref="Misbehaviour"/>: one member is set.</summary>
[GenerateSerializer, Immutable, Alias("stssim.MisbehaviourChange")]
public sealed record MisbehaviourChange
{
    [Id(0)] public FaultRuleDefinition? PutFault { get; init; }

    /// <summary>The id of a rule.</summary>
    [Id(1)] public string? RemoveFault { get; init; }

    [Id(2)] public IReadOnlyList<FaultRuleDefinition>? SetFaults { get; init; }

    [Id(3)] public ClockSettings? SetClock { get; init; }

    [Id(4)] public bool ClearClock { get; init; }

    /// <summary>Made only where no other experiment runs.</summary>
    [Id(5)] public ExperimentPhase? SetPhase { get; init; }

    /// <summary>The id of an experiment that is over.</summary>
    [Id(6)] public string? ClearPhaseOf { get; init; }
}
