using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Simulation;

/// <param name="ReportFile">For the HTML report; <see langword="null"/> for one named by the date.</param>
/// <param name="DataFiles">For the figures.</param>
internal sealed record SimulateOptions(FleetParameters Fleet, string? ReportFile, IReadOnlyList<DataFile> DataFiles);
