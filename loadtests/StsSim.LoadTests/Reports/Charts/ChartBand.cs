namespace StsSim.LoadTests.Reports.Charts;

/// <summary>A named stretch of time, and the limit in force during it where there was one.</summary>
internal sealed record ChartBand(string Name, double From, double To, double? Limit = null, string? LimitLabel = null);

internal sealed record ChartHover(double From, double To, string Text);
