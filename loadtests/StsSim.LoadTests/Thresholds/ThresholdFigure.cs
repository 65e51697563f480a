using System.Globalization;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Thresholds;

/// <summary>A figure that thresholds can be set on.</summary>
/// <param name="Read">In milliseconds, a share of 1, or a number, as <paramref name="Unit"/> says.</param>
internal sealed record ThresholdFigure(string Name, ThresholdUnit Unit, Func<TallyFigures, TimeSpan, double?> Read)
{
    public static IReadOnlyList<ThresholdFigure> All { get; } =
    [
        Latency("p50", latency => latency.P50),
        Latency("p75", latency => latency.P75),
        Latency("p90", latency => latency.P90),
        Latency("p95", latency => latency.P95),
        Latency("p99", latency => latency.P99),
        Latency("p99.9", latency => latency.P999),
        Latency("max", latency => latency.Max),
        Latency("mean", latency => latency.Mean),
        Share("ok", figures => figures.Ok),
        Share("failed", figures => figures.Failed),
        Share("givenUp", figures => figures.GivenUp),
        Share("heldBack", figures => figures.HeldBack),
        Share("dropped", figures => figures.Dropped),
        new("amplification", ThresholdUnit.Number, (figures, _) => figures.Amplification),
        new("throttled", ThresholdUnit.Number, (figures, _) => figures.Throttled),
        new("offered", ThresholdUnit.Number, (figures, _) => figures.Offered),
        new("okPerSecond", ThresholdUnit.Number, (figures, duration) => figures.Ok / duration.TotalSeconds),
    ];

    public static ThresholdFigure? Find(string name) =>
        All.FirstOrDefault(figure => string.Equals(figure.Name, name, StringComparison.OrdinalIgnoreCase));

    public double? Of(TallyFigures figures, TimeSpan duration) => Read(figures, duration);

    public string Show(double? value) => value is not { } known ? "-" : Unit switch
    {
        ThresholdUnit.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{known:0.###} ms"),
        ThresholdUnit.Share => string.Create(CultureInfo.InvariantCulture, $"{known * 100:0.###}%"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{known:0.###}"),
    };

    private static ThresholdFigure Latency(string name, Func<LatencyFigures, TimeSpan?> percentile) =>
        new(name, ThresholdUnit.Milliseconds, (figures, _) => percentile(figures.Latency)?.TotalMilliseconds);

    private static ThresholdFigure Share(string name, Func<TallyFigures, long> part) =>
        new(name, ThresholdUnit.Share, (figures, _) => figures.Offered == 0 ? null : (double)part(figures) / figures.Offered);
}

internal enum ThresholdUnit
{
    Milliseconds,

    /// <summary>Of the invocations offered, from 0 to 1.</summary>
    Share,

    Number,
}
