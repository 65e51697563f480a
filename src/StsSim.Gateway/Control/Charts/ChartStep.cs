namespace StsSim.Gateway.Control.Charts;

/// <summary>One value from one moment to another, in seconds from the left.</summary>
internal readonly record struct ChartStep(double From, double To, double Value);
