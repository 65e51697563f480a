namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>What a world, or one account of it, is told to do wrong.</summary>
[GenerateSerializer, Immutable, Alias("stssim.Misbehaviour")]
public sealed record Misbehaviour
{
    public static Misbehaviour None { get; } = new();

    /// <summary>In the order in which they are considered; ids are unique.</summary>
    [Id(0)] public IReadOnlyList<FaultRuleDefinition> Faults { get; init; } = [];

    /// <summary><see langword="null"/> for an account under the clock of the world, and for a world under the real one.</summary>
    [Id(1)] public ClockSettings? Clock { get; init; }

    /// <summary>What an experiment does at the moment, or <see langword="null"/>.</summary>
    [Id(2)] public ExperimentPhase? Phase { get; init; }

    /// <summary>The clock in force, or <see langword="null"/> as for <see cref="Clock"/>.</summary>
    public ClockSettings? EffectiveClock => Phase?.Clock ?? Clock;

    /// <summary>This once a change is made, or <see langword="null"/> where there is nothing to change, or it is not for the asking.</summary>
    /// <param name="generation">Of rules that are put.</param>
    public Misbehaviour? After(MisbehaviourChange change, DateTimeOffset now, long generation) => WithoutExpired(now).Changed(change, now, generation);

    /// <summary>This as it begins now, with a world or an account.</summary>
    public Misbehaviour BegunAt(DateTimeOffset now, long generation) =>
        Faults.Count == 0 ? this : this with { Faults = [.. Faults.Select(rule => rule.PutAt(now, generation))] };

    /// <summary>This without the rules that have ended by themselves.</summary>
    public Misbehaviour WithoutExpired(DateTimeOffset now) =>
        Faults.Any(rule => rule.ExpiresAt <= now) ? this with { Faults = [.. Faults.Where(rule => !(rule.ExpiresAt <= now))] } : this;

    private Misbehaviour? Changed(MisbehaviourChange change, DateTimeOffset now, long generation) => change switch
    {
        { PutFault: { } rule } => this with { Faults = Put(rule.PutAt(now, generation)) },
        { RemoveFault: { } id } => Faults.Any(rule => rule.Id == id) ? this with { Faults = [.. Faults.Where(rule => rule.Id != id)] } : null,
        { SetFaults: { } rules } => this with { Faults = [.. rules.Select(rule => rule.PutAt(now, generation))] },
        { SetClock: { } clock } => this with { Clock = clock },
        { ClearClock: true } => this with { Clock = null },
        { SetPhase: { } phase } => Phase is null || Phase.ExperimentId == phase.ExperimentId
            ? this with { Phase = phase with { Faults = [.. phase.Faults.Select(rule => rule.PutAt(now, generation))] } }
            : null,
        { ClearPhaseOf: { } experiment } => Phase?.ExperimentId == experiment ? this with { Phase = null } : null,
        _ => null,
    };

    // A rule that is put again keeps its place; a new one comes last.
    private FaultRuleDefinition[] Put(FaultRuleDefinition rule) => Faults.Any(other => other.Id == rule.Id)
        ? [.. Faults.Select(other => other.Id == rule.Id ? rule : other)]
        : [.. Faults, rule];
}
