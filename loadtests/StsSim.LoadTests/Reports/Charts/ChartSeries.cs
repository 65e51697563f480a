namespace StsSim.LoadTests.Reports.Charts;

/// <param name="CssClass">Colour and dash pattern; with the marker it tells series apart without colour.</param>
internal sealed record ChartSeries(
    string Name, string CssClass, MarkerShape Marker, IReadOnlyList<(double X, double Y)> Points);
