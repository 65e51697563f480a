namespace StsSim.LoadTests.Measurement;

/// <summary>Percentiles of a latency; null where nothing was measured.</summary>
internal sealed record LatencyFigures(TimeSpan? P50, TimeSpan? P90, TimeSpan? P99, TimeSpan? Max)
{
    public TimeSpan? Mean { get; init; }

    public TimeSpan? P75 { get; init; }

    public TimeSpan? P95 { get; init; }

    public TimeSpan? P999 { get; init; }
}
