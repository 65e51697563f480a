using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>What an experiment grain keeps in storage of its course: written where a phase begins or ends.</summary>
[GenerateSerializer, Alias("stssim.ExperimentRecord")]
internal sealed class ExperimentRecord
{
    /// <summary><see langword="null"/> where there is no such experiment.</summary>
    [Id(0)] public ExperimentDefinition? Definition { get; set; }

    [Id(1)] public ExperimentState State { get; set; }

    [Id(2)] public string? StoppedBecause { get; set; }

    [Id(3)] public DateTimeOffset StartedAt { get; set; }

    [Id(4)] public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When each phase began; <see langword="null"/> for those that have not, or never did.</summary>
    [Id(5)] public DateTimeOffset?[] PhaseStarts { get; set; } = [];
}
