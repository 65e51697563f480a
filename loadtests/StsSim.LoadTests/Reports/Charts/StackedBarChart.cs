namespace StsSim.LoadTests.Reports.Charts;

/// <summary>Rows of bars that each fill the whole width, cut by share; shades run from light to dark, with their counts written in.</summary>
internal sealed class StackedBarChart
{
    private const double Left = 190;
    private const double Right = 110;
    private const double Top = 8;
    private const double RowHeight = 22;
    private const double RowGap = 6;
    private const double GroupGap = 12;
    private const double WidthOfDigit = 8;

    public required string Description { get; init; }

    public required double Width { get; init; }

    public required IReadOnlyList<StackedBar> Bars { get; init; }

    public string Draw()
    {
        double height = Top + Bars.Sum(bar => RowHeight + RowGap + (bar.StartsGroup ? GroupGap : 0));
        var svg = new SvgWriter(Width, height, Description);
        double y = Top;
        foreach (StackedBar bar in Bars)
        {
            y += bar.StartsGroup ? GroupGap : 0;
            DrawBar(svg, bar, y);
            y += RowHeight + RowGap;
        }

        return svg.Finish();
    }

    private void DrawBar(SvgWriter svg, StackedBar bar, double y)
    {
        double baseline = y + (RowHeight / 2) + 4;
        svg.Text(Left - 10, baseline, bar.Label, "tick end");
        double plotWidth = Width - Left - Right;
        double total = bar.Segments.Sum(segment => (double)segment.Count);
        double x = Left;
        foreach (BarSegment segment in bar.Segments.Where(segment => segment.Count > 0))
        {
            double width = plotWidth * segment.Count / total;
            string text = Format.Count(segment.Count);
            svg.Rectangle(x, y, width, RowHeight, "segment " + segment.CssClass, segment.Hover);
            if (width > (text.Length + 1) * WidthOfDigit)
            {
                svg.Text(x + (width / 2), baseline, text, "segment-label " + segment.CssClass);
            }

            x += width;
        }

        svg.Text(Left + plotWidth + 10, baseline, bar.Remark, "tick");
    }
}

internal sealed record StackedBar(string Label, bool StartsGroup, string Remark, IReadOnlyList<BarSegment> Segments);

internal sealed record BarSegment(long Count, string CssClass, string Hover);
