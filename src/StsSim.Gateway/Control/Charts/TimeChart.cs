using System.Globalization;

namespace StsSim.Gateway.Control.Charts;

/// <summary>Values over time as an SVG image, as steps, with phases behind them. It reads in black and white: each line has its own dashes.</summary>
internal sealed class TimeChart
{
    private const double Width = 860;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 48;
    private const double Bottom = 30;
    private const double LetterWidth = 7;
    private const int MostSteps = 5;

    private readonly ChartScale _scale;

    /// <param name="label">What it shows, for who does not see it.</param>
    /// <param name="seconds">How long a time it is from left to right.</param>
    public TimeChart(string label, double seconds, IReadOnlyList<ChartBand> bands, IReadOnlyList<ChartSeries> series)
    {
        Label = label;
        Seconds = Math.Max(1e-3, seconds);
        Bands = bands;
        Series = series;
        _scale = ChartScale.UpTo(series.SelectMany(one => one.Steps).Select(step => step.Value).DefaultIfEmpty(1).Max(), MostSteps);
    }

    public string Label { get; }

    public double Seconds { get; }

    public IReadOnlyList<ChartBand> Bands { get; }

    public IReadOnlyList<ChartSeries> Series { get; }

    public double Height { get; init; } = 310;

    public string Draw()
    {
        var svg = new SvgWriter(Width, Height, Label);
        DrawBands(svg);
        DrawAxes(svg);
        foreach (ChartSeries series in Series.OrderBy(one => one.IsArea ? 0 : 1))
        {
            DrawSeries(svg, series);
        }

        DrawLegend(svg);
        return svg.Finish();
    }

    private void DrawBands(SvgWriter svg)
    {
        for (int number = 0; number < Bands.Count; number++)
        {
            ChartBand band = Bands[number];
            (double from, double to) = (X(band.From), X(band.To));
            svg.Rectangle(from, Top, to - from, Height - Top - Bottom, number % 2 == 0 ? "phase even" : "phase odd", band.Name);
            svg.Line(from, Top - 14, from, Height - Bottom, "boundary");
            int letters = (int)((to - from - 4) / LetterWidth);
            if (letters > 1)
            {
                svg.Text(from + 4, Top - 4, band.Name.Length <= letters ? band.Name : $"{band.Name[..(letters - 1)]}…", "name", title: band.Name);
            }
        }
    }

    private void DrawAxes(SvgWriter svg)
    {
        foreach (double value in _scale.Ticks)
        {
            svg.Line(Left, Y(value), Width - Right, Y(value), "grid");
            svg.Text(Left - 6, Y(value) + 4, value.ToString("#,0.##", CultureInfo.InvariantCulture), "tick", "end");
        }

        foreach ((double second, string label) in TimeTicks.Of(Seconds))
        {
            bool isLast = X(second) > Width - Right - 20;
            svg.Line(X(second), Height - Bottom, X(second), Height - Bottom + 4, "grid");
            svg.Text(isLast ? Width - 2 : X(second), Height - Bottom + 18, label, "tick", isLast ? "end" : "middle");
        }
    }

    private void DrawSeries(SvgWriter svg, ChartSeries series)
    {
        var points = new List<(double X, double Y)>();
        double end = double.NaN;
        foreach (ChartStep step in series.Steps)
        {
            if (points.Count > 0 && step.From > end + 1e-6)
            {
                Draw();
            }

            points.Add((X(step.From), Y(step.Value)));
            points.Add((X(step.To), Y(step.Value)));
            end = step.To;
        }

        Draw();

        void Draw()
        {
            if (series.IsArea && points.Count > 0)
            {
                svg.Polygon([(points[0].X, Y(0)), .. points, (points[^1].X, Y(0))], $"area {series.CssClass}", series.Name);
            }
            else if (points.Count > 0)
            {
                svg.Polyline(points, $"series {series.CssClass}", series.Name);
            }

            points.Clear();
        }
    }

    private void DrawLegend(SvgWriter svg)
    {
        if (Series.Count < 2)
        {
            return;
        }

        double x = Left;
        foreach (ChartSeries series in Series)
        {
            if (series.IsArea)
            {
                svg.Rectangle(x, 5, 30, 13, $"area {series.CssClass}");
            }
            else
            {
                svg.Line(x, 12, x + 30, 12, $"series {series.CssClass}");
            }

            svg.Text(x + 36, 16, series.Name, "name");
            x += 36 + ((series.Name.Length + 3) * LetterWidth);
        }
    }

    private double X(double seconds) => Left + ((Width - Left - Right) * Math.Clamp(seconds / Seconds, 0, 1));

    private double Y(double value) => Height - Bottom - ((Height - Top - Bottom) * _scale.Place(value));
}
