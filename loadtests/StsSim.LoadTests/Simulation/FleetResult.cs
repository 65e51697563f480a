using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Simulation;

/// <summary>What became of one fleet.</summary>
/// <param name="Measured">As a client group of a run is; an invocation is one request for credentials, retries and all.</param>
internal sealed record FleetResult(FleetGroup Group, GroupResult Measured, FleetFigures Figures);
