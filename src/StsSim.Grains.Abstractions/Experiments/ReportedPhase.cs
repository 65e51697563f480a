namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>A phase in a report.</summary>
/// <param name="StartedAt">When it began, or <see langword="null"/> where it has not.</param>
/// <param name="EndedAt">When it ended, or <see langword="null"/> where it has not.</param>
[GenerateSerializer, Immutable, Alias("stssim.ReportedPhase")]
public sealed record ReportedPhase(
    [property: Id(0)] PhaseDefinition Definition,
    [property: Id(1)] PhaseState State,
    [property: Id(2)] DateTimeOffset? StartedAt,
    [property: Id(3)] DateTimeOffset? EndedAt,
    [property: Id(4)] PhaseFigures Figures);
