namespace StsSim.Gateway.Control.Charts;

/// <summary>A stretch of time with a name, behind what is drawn; in seconds from the left.</summary>
internal readonly record struct ChartBand(string Name, double From, double To);
