using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Runs;

/// <summary>All that a report is made of.</summary>
internal sealed record RunResult
{
    public required RunOptions Options { get; init; }

    public required ScenarioPlan Plan { get; init; }

    public required IReadOnlyList<GroupResult> Groups { get; init; }

    public required IssuedKeysFigures IssuedKeys { get; init; }

    /// <summary>When each quota change was acknowledged, in the order of the phases that made one.</summary>
    public required IReadOnlyList<QuotaChange> QuotaChanges { get; init; }

    public required GeneratorHealth Generator { get; init; }

    public required RunFacts Facts { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>What the simulator was to have seen of the clients, beside what it saw.</summary>
    public IReadOnlyList<CheckedExpectation> Expectations { get; init; } = [];

    /// <summary>What had to hold of the run's own figures, beside what they were.</summary>
    public IReadOnlyList<CheckedThreshold> Thresholds { get; init; } = [];

    /// <summary>How the simulator judges the clients; empty where the target is none, or its view was not the run's alone.</summary>
    public IReadOnlyList<ServerVerdict> Verdicts { get; init; } = [];

    public bool AllHeld => Expectations.All(expectation => expectation.Held || !expectation.IsJudged) && Thresholds.All(threshold => threshold.Held);

    /// <param name="isAbout">The groups that it may be about; <see langword="null"/> for all.</param>
    public CheckedThreshold Check(Threshold threshold, Func<GroupResult, bool>? isAbout = null) => threshold.Check(
        isAbout is null ? Groups : [.. Groups.Where(isAbout)], [.. Plan.Phases.Select(phase => phase.Name)], Plan.Duration);

    /// <summary>From the first intended start to the last answer.</summary>
    public required TimeSpan Elapsed { get; init; }

    public TimeSpan SlotWidth => new Timeline(Plan.Duration).SlotWidth;
}
