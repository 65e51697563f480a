using StsSim.Gateway.Control.Charts;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Amplification over time: attempts for each call that was begun, in moments in which any was.</summary>
internal static class AmplificationChart
{
    // Shorter moments would have retries of one and calls of another.
    private const int Most = 60;

    public static string Of(string label, ReportSpan span, IReadOnlyList<LoadSlot> timeline) => new TimeChart(
        label,
        span.Seconds,
        span.Bands,
        [
            new ChartSeries("no retries", "baseline", [new ChartStep(0, span.Seconds, 1)]),
            new ChartSeries(
                "attempts for each call",
                "amplification",
                [
                    .. from slot in span.SlotsOf(timeline, Most)
                       where slot.Load.Invocations > 0
                       select new ChartStep(slot.From, slot.To, (slot.Load.Invocations + slot.Load.Retries) / (double)slot.Load.Invocations),
                ]),
        ])
    { Height = 190 }.Draw();
}
