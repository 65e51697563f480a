using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Reports;

/// <summary>One figure of the result tables, with the words that explain it.</summary>
internal sealed record ResultColumn(string Heading, string Meaning, Func<TallyFigures, string> Value)
{
    public static IReadOnlyList<ResultColumn> Outcomes { get; } =
    [
        new("offered", "invocations whose intended start came", figures => Format.Count(figures.Offered)),
        new("ok", "invocations that ended with credentials", figures => Format.Count(figures.Ok)),
        new("throttled", "throttling answers received, one or more an invocation", figures => Format.Count(figures.Throttled)),
        new("retried", "attempts beyond an invocation's first", figures => Format.Count(figures.Retried)),
        new("given up", "invocations that ended in throttling", figures => Format.Count(figures.GivenUp)),
        new("held back", "invocations the client refused by itself and never sent", figures => Format.Count(figures.HeldBack)),
        new("failed", "invocations that ended in any other error", figures => Format.Count(figures.Failed)),
        new("attempts", "requests as the client numbers them", figures => Format.Count(figures.Attempts)),
        new("amplification", "attempts for each invocation started", figures => Format.Ratio(figures.Amplification)),
        new("unfinished", "invocations still under way when the run was closed", figures => Format.Count(figures.Unfinished)),
        new("dropped", "invocations never started, because too many were in flight", figures => Format.Count(figures.Dropped)),
    ];

    public static IReadOnlyList<ResultColumn> Latencies { get; } =
    [
        new("p50", "half of the invocations ended sooner, counted from the intended start", figures => Format.Milliseconds(figures.Latency.P50)),
        new("p90", "90 of 100 did", figures => Format.Milliseconds(figures.Latency.P90)),
        new("p99", "99 of 100 did", figures => Format.Milliseconds(figures.Latency.P99)),
        new("p99.9", "999 of 1,000 did", figures => Format.Milliseconds(figures.Latency.P999)),
        new("max", "all did", figures => Format.Milliseconds(figures.Latency.Max)),
        new("p50 from send", "half of the invocations ended sooner, counted from the moment the generator started them", figures => Format.Milliseconds(figures.ServiceTime.P50)),
        new("p99 from send", "99 of 100 did; well below p99 where the generator itself was late", figures => Format.Milliseconds(figures.ServiceTime.P99)),
    ];

    /// <summary>What fits a terminal.</summary>
    public static IReadOnlyList<ResultColumn> Console { get; } =
        [.. Outcomes.Take(7), Outcomes[8], Latencies[0], Latencies[2]];
}
