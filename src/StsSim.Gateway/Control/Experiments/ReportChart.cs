using System.Globalization;
using System.Net;
using System.Text;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>The timeline of a report as an SVG image: requests a second by what became of them, with the phases behind.</summary>
internal sealed class ReportChart
{
    private const double Width = 960;
    private const double Height = 340;
    private const double Left = 60;
    private const double Right = 10;
    private const double Top = 46;
    private const double Bottom = 34;
    private const int Lines = 4;

    // Less says nothing of a rate: a moment with one request would be a peak.
    private const double LeastSeconds = 0.25;

    private static readonly (string Name, string CssClass, Func<ServedCounts, long> Count)[] Series =
    [
        ("offered", "offered", counts => counts.Requests),
        ("ok", "ok", counts => counts.Ok),
        ("throttled", "throttled", counts => counts.Throttled),
        ("failed", "failed", counts => counts.ClientErrors + counts.ServerErrors + counts.Abandoned),
    ];

    private readonly StringBuilder _svg = new();
    private readonly ExperimentReport _report;
    private readonly TimelineSlot[] _slots;
    private readonly double _seconds;
    private readonly double _most;

    private ReportChart(ExperimentReport report)
    {
        _report = report;
        _slots = [.. report.Timeline.Where(slot => slot.Seconds >= LeastSeconds)];
        _seconds = Math.Max(1, (report.EndsAt - report.StartedAt).TotalSeconds);
        _most = RoundUp(_slots.Select(slot => slot.Counts.Requests / slot.Seconds).DefaultIfEmpty(0).Max());
    }

    public static string Of(ExperimentReport report)
    {
        var chart = new ReportChart(report);
        chart._svg.Append(Invariant($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Requests a second over time\">\n"));
        chart.DrawPhases();
        chart.DrawAxes();
        foreach ((string name, string cssClass, Func<ServedCounts, long> count) in Series)
        {
            chart.DrawSeries(name, cssClass, count);
        }

        chart.DrawLegend();
        return chart._svg.Append("</svg>\n").ToString();
    }

    private void DrawPhases()
    {
        for (int number = 0; number < _report.Phases.Count; number++)
        {
            ReportedPhase phase = _report.Phases[number];
            if (phase.StartedAt is not { } start)
            {
                continue;
            }

            double from = X((start - _report.StartedAt).TotalSeconds);
            double to = X(((phase.EndedAt ?? start + phase.Definition.Duration) - _report.StartedAt).TotalSeconds);
            _svg.Append(Invariant($"<rect class=\"phase {(number % 2 == 0 ? "even" : "odd")}\" x=\"{from:0.#}\" y=\"{Top}\" width=\"{Math.Max(0, to - from):0.#}\" height=\"{Height - Top - Bottom}\"/>"));
            _svg.Append(Invariant($"<line class=\"boundary\" x1=\"{from:0.#}\" x2=\"{from:0.#}\" y1=\"{Top - 14}\" y2=\"{Height - Bottom}\"/>"));
            _svg.Append(Invariant($"<text class=\"name\" x=\"{from + 4:0.#}\" y=\"{Top - 4}\">{WebUtility.HtmlEncode(phase.Definition.Name)}</text>\n"));
        }
    }

    private void DrawAxes()
    {
        for (int line = 0; line <= Lines; line++)
        {
            double rate = _most * line / Lines;
            _svg.Append(Invariant($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(rate):0.#}\" y2=\"{Y(rate):0.#}\"/>"));
            _svg.Append(Invariant($"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Y(rate) + 4:0.#}\" text-anchor=\"end\">{rate:#,0.##}</text>"));
            double second = _seconds * line / Lines;
            _svg.Append(Invariant($"<text class=\"tick\" x=\"{X(second):0.#}\" y=\"{Height - Bottom + 18}\" text-anchor=\"{(line == Lines ? "end" : "middle")}\">{second:#,0.#} s</text>\n"));
        }
    }

    // Steps: a slot has one rate from its beginning to its end.
    private void DrawSeries(string name, string cssClass, Func<ServedCounts, long> count)
    {
        var points = new StringBuilder();
        foreach (TimelineSlot slot in _slots)
        {
            double y = Y(count(slot.Counts) / slot.Seconds);
            points.Append(Invariant($"{X(slot.AtSeconds):0.#},{y:0.#} {X(slot.AtSeconds + slot.Seconds):0.#},{y:0.#} "));
        }

        _svg.Append($"<polyline class=\"series {cssClass}\" points=\"{points}\"><title>{name}</title></polyline>\n");
    }

    private void DrawLegend()
    {
        double x = Left;
        foreach ((string name, string cssClass, _) in Series)
        {
            _svg.Append(Invariant($"<line class=\"series {cssClass}\" x1=\"{x}\" x2=\"{x + 34}\" y1=\"12\" y2=\"12\"/><text class=\"name\" x=\"{x + 40}\" y=\"16\">{name}</text>\n"));
            x += 130;
        }
    }

    private double X(double seconds) => Left + ((Width - Left - Right) * Math.Clamp(seconds / _seconds, 0, 1));

    private double Y(double rate) => Height - Bottom - ((Height - Top - Bottom) * rate / _most);

    // To 1, 2 or 5 times a power of ten: round numbers stand at the axis.
    private static double RoundUp(double rate)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, rate))));
        return ((double[])[1, 2, 5, 10]).Select(times => times * power).First(round => round >= rate);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
