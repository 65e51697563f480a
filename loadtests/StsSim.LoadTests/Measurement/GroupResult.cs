using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Measurement;

/// <param name="Phases">In the order of the plan's phases.</param>
/// <param name="Lag">How late the generator itself started invocations.</param>
internal sealed record GroupResult(
    ClientGroup Group,
    TallyFigures Total,
    IReadOnlyList<TallyFigures> Phases,
    IReadOnlyList<TimelineSlot> Timeline,
    LatencyFigures Lag)
{
    /// <summary>Of each step of the invocations, in the order in which they were first met; empty where an invocation has only one.</summary>
    public IReadOnlyList<StepResult> Steps { get; init; } = [];
}

/// <param name="Step">Its name.</param>
internal sealed record StepResult(string Step, TallyFigures Figures);
