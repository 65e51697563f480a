namespace StsSim.LoadTests.Reports.Charts;

/// <summary>Lines over two axes, with shaded and labelled stretches behind them where the horizontal axis is time.</summary>
internal sealed class LineChart
{
    private const double Left = 76;
    private const double Right = 16;
    private const double Top = 30;
    private const double Bottom = 44;
    private const double ClosestMarkers = 24;

    public required string Description { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }

    public required AxisScale Horizontal { get; init; }

    public required AxisScale Vertical { get; init; }

    public required string HorizontalLabel { get; init; }

    public required string VerticalLabel { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public IReadOnlyList<ChartBand> Bands { get; init; } = [];

    /// <summary>Stretches of the horizontal axis that show their values when the pointer rests on them.</summary>
    public IReadOnlyList<ChartHover> Hovers { get; init; } = [];

    private double PlotWidth => Width - Left - Right;

    private double PlotHeight => Height - Top - Bottom;

    public string Draw()
    {
        var svg = new SvgWriter(Width, Height, Description);
        DrawBands(svg);
        DrawAxes(svg);
        ChartBand[] limited = [.. Bands.Where(band => band.Limit is not null)];
        foreach (ChartBand band in limited)
        {
            svg.Line(X(band.From), Y(band.Limit!.Value), X(band.To), Y(band.Limit.Value), "quota");
        }

        foreach (ChartSeries series in Series)
        {
            DrawSeries(svg, series);
        }

        // After the series: in the phase that matters they run right through the label. One limit that lasts is labelled once.
        for (int index = 0; index < limited.Length; index++)
        {
            ChartBand band = limited[index];
            if (index + 1 < limited.Length && limited[index + 1].Limit == band.Limit)
            {
                continue;
            }

            svg.Text(X(band.To) - 8, Y(band.Limit!.Value) - 6, band.LimitLabel ?? "", "quota-label end");
        }

        foreach (ChartHover hover in Hovers)
        {
            svg.Rectangle(X(hover.From), Top, X(hover.To) - X(hover.From), PlotHeight, "hover", hover.Text);
        }

        return svg.Finish();
    }

    private void DrawBands(SvgWriter svg)
    {
        for (int index = 0; index < Bands.Count; index++)
        {
            ChartBand band = Bands[index];
            double x = X(band.From);
            double width = X(band.To) - x;
            svg.Rectangle(x, Top, width, PlotHeight, index % 2 == 0 ? "band" : "band shaded");
            svg.Text(x + (width / 2), Top - 9, band.Name, "band-label");
            if (index > 0)
            {
                svg.Line(x, Top - 18, x, Top + PlotHeight, "boundary");
            }
        }
    }

    private void DrawAxes(SvgWriter svg)
    {
        foreach (AxisTick tick in Vertical.Ticks)
        {
            double y = Y(tick.Value);
            svg.Line(Left, y, Left + PlotWidth, y, "grid");
            svg.Text(Left - 8, y + 4, tick.Label, "tick end");
        }

        foreach (AxisTick tick in Horizontal.Ticks)
        {
            double x = X(tick.Value);
            svg.Line(x, Top + PlotHeight, x, Top + PlotHeight + 5, "axis");
            svg.Text(x, Top + PlotHeight + 18, tick.Label, "tick middle");
        }

        svg.Line(Left, Top + PlotHeight, Left + PlotWidth, Top + PlotHeight, "axis");
        svg.Line(Left, Top, Left, Top + PlotHeight, "axis");
        svg.Text(Left + (PlotWidth / 2), Height - 8, HorizontalLabel, "axis-label");
        double middle = Top + (PlotHeight / 2);
        svg.Text(14, middle, VerticalLabel, "axis-label", FormattableString.Invariant($"rotate(-90 14 {middle:0.##})"));
    }

    private void DrawSeries(SvgWriter svg, ChartSeries series)
    {
        svg.Path(series.Points.Select(point => (X(point.X), Y(point.Y))), "series " + series.CssClass);
        int every = Math.Max(1, (int)Math.Ceiling(series.Points.Count * ClosestMarkers / PlotWidth));
        for (int index = 0; index < series.Points.Count; index += every)
        {
            svg.Marker(series.Marker, X(series.Points[index].X), Y(series.Points[index].Y), series.CssClass);
        }
    }

    private double X(double value) => Left + (Horizontal.Place(value) * PlotWidth);

    private double Y(double value) => Top + ((1 - Vertical.Place(value)) * PlotHeight);
}
