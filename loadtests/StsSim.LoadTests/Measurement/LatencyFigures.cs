namespace StsSim.LoadTests.Measurement;

internal sealed record LatencyFigures(TimeSpan? P50, TimeSpan? P90, TimeSpan? P99, TimeSpan? Max);
