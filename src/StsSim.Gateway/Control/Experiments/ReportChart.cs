using StsSim.Gateway.Control.Charts;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>The timeline of a report as an SVG image: requests a second by what became of them, with the phases behind.</summary>
internal static class ReportChart
{
    // Less says nothing of a rate: a moment with one request would be a peak.
    private const double LeastSeconds = 0.25;

    private static readonly (string Name, Func<ServedCounts, long> Count)[] Series =
    [
        ("offered", counts => counts.Requests),
        ("ok", counts => counts.Ok),
        ("throttled", counts => counts.Throttled),
        ("failed", counts => counts.ClientErrors + counts.ServerErrors + counts.Abandoned),
    ];

    public static string Of(ExperimentReport report)
    {
        TimelineSlot[] slots = [.. report.Timeline.Where(slot => slot.Seconds >= LeastSeconds)];
        return new TimeChart(
            "Requests a second over time",
            Math.Max(1, (report.EndsAt - report.StartedAt).TotalSeconds),
            [.. BandsOf(report)],
            [.. Series.Select(series => new ChartSeries(series.Name, series.Name, StepsOf(slots, series.Count)))]).Draw();
    }

    /// <summary>The phases that have begun, in seconds from the start of the experiment.</summary>
    public static IEnumerable<ChartBand> BandsOf(ExperimentReport report)
    {
        foreach (ReportedPhase phase in report.Phases)
        {
            if (phase.StartedAt is { } start)
            {
                DateTimeOffset end = phase.EndedAt ?? start + phase.Definition.Duration;
                yield return new ChartBand(phase.Definition.Name, (start - report.StartedAt).TotalSeconds, (end - report.StartedAt).TotalSeconds);
            }
        }
    }

    // A line goes on over what was too short to be shown.
    private static IReadOnlyList<ChartStep> StepsOf(TimelineSlot[] slots, Func<ServedCounts, long> count) =>
    [
        .. slots.Select((slot, index) =>
        {
            double end = slot.AtSeconds + slot.Seconds;
            bool goesOn = index + 1 < slots.Length && slots[index + 1].AtSeconds - end < LeastSeconds;
            return new ChartStep(slot.AtSeconds, goesOn ? slots[index + 1].AtSeconds : end, count(slot.Counts) / slot.Seconds);
        }),
    ];
}
