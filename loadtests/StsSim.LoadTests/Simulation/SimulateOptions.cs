namespace StsSim.LoadTests.Simulation;

/// <param name="ReportFile">For the HTML report; <see langword="null"/> for one named by the date.</param>
/// <param name="JsonFile">For the figures; <see langword="null"/> for none.</param>
internal sealed record SimulateOptions(FleetParameters Fleet, string? ReportFile, string? JsonFile);
