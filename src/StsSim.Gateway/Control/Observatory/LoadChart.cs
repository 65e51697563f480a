using StsSim.Gateway.Control.Charts;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Load over time: what clients called for, what arrived, and what became of it, each a second.</summary>
internal static class LoadChart
{
    private static readonly (string Name, string CssClass, Func<LoadSlot, long> Count)[] Series =
    [
        ("called for", "demand", slot => slot.Invocations),
        ("offered", "offered", slot => slot.Requests),
        ("accepted", "ok", slot => slot.Ok),
        ("throttled", "throttled", slot => slot.Throttled),
        ("failed", "failed", slot => slot.Failed),
    ];

    /// <param name="label">What it is the load of.</param>
    /// <param name="most">How many slots of time at most.</param>
    public static string Of(string label, ReportSpan span, IReadOnlyList<LoadSlot> timeline, int most, double height)
    {
        IReadOnlyList<(double From, double To, LoadSlot Load)> slots = span.SlotsOf(timeline, most);
        return new TimeChart(
            label,
            span.Seconds,
            span.Bands,
            [
                .. Series.Where(series => series.CssClass is "offered" or "ok" || timeline.Any(slot => series.Count(slot) > 0)).Select(series => new ChartSeries(
                    series.Name,
                    series.CssClass,
                    [.. slots.Select(slot => new ChartStep(slot.From, slot.To, series.Count(slot.Load) / (double)slot.Load.Seconds))],
                    IsArea: series.CssClass == "demand")),
            ])
        { Height = height }.Draw();
    }
}
