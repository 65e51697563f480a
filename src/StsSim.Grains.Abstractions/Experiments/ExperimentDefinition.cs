namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>A valid experiment file, read.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ExperimentDefinition")]
public sealed record ExperimentDefinition
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string? Description { get; init; }

    /// <summary>What its faults are drawn from.</summary>
    [Id(2)] public required long Seed { get; init; }

    /// <summary>At least one, in the order in which they run; names are unique.</summary>
    [Id(3)] public required IReadOnlyList<PhaseDefinition> Phases { get; init; }

    [Id(4)] public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The one account it is for, or <see langword="null"/> for the whole world.</summary>
    [Id(5)] public string? AccountId { get; init; }

    /// <summary>What load it is meant for, as JSON, or <see langword="null"/>: for the load test program, nothing to the server.</summary>
    [Id(6)] public string? Load { get; init; }

    /// <summary>How long all of it takes.</summary>
    public TimeSpan Duration => StartOf(Phases.Count);

    /// <summary>When a phase begins, counted from the experiment's start.</summary>
    public TimeSpan StartOf(int phase)
    {
        TimeSpan start = TimeSpan.Zero;
        for (int earlier = 0; earlier < phase; earlier++)
        {
            start += Phases[earlier].Duration;
        }

        return start;
    }
}
