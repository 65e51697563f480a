using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>How far a run has come.</summary>
/// <param name="Phase">Null when the last arrival is past and only answers are awaited.</param>
internal sealed record RunSnapshot(
    TimeSpan Elapsed, TimeSpan Duration, Phase? Phase, IReadOnlyList<GroupSnapshot> Groups);

internal sealed record GroupSnapshot(ClientGroup Group, TallyFigures Totals, int InFlight);
