namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A metric as it is documented.</summary>
/// <param name="Series">What it is called at <c>/metrics</c>.</param>
internal sealed record MetricsTableRow(string Name, string Series, string Type, string Unit, IReadOnlyList<string> Attributes);
