using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Measurement;

/// <param name="Phases">In the order of the plan's phases.</param>
/// <param name="Lag">How late the generator itself started invocations.</param>
internal sealed record GroupResult(
    ClientGroup Group,
    TallyFigures Total,
    IReadOnlyList<TallyFigures> Phases,
    IReadOnlyList<TimelineSlot> Timeline,
    LatencyFigures Lag);
