namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What an experiment is, where it stands and what was observed.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ExperimentReport")]
public sealed record ExperimentReport
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required ExperimentDefinition Definition { get; init; }

    [Id(2)] public required ExperimentState State { get; init; }

    /// <summary>Why it was stopped, or <see langword="null"/>.</summary>
    [Id(3)] public required string? StoppedBecause { get; init; }

    [Id(4)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, or will.</summary>
    [Id(5)] public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The number of the phase that runs, from 0, or <see langword="null"/> where none does.</summary>
    [Id(6)] public required int? Phase { get; init; }

    [Id(7)] public required IReadOnlyList<ReportedPhase> Phases { get; init; }

    /// <summary>Of the whole run.</summary>
    [Id(8)] public required PhaseFigures Figures { get; init; }

    [Id(9)] public required IReadOnlyList<CheckedExpectation> Expectations { get; init; }

    /// <summary>The slots so far, in order.</summary>
    [Id(10)] public required IReadOnlyList<TimelineSlot> Timeline { get; init; }

    /// <summary>How long a slot of the timeline is.</summary>
    [Id(11)] public required TimeSpan SlotWidth { get; init; }
}
