using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Reports;

/// <summary>One figure of the result tables, with the words that explain it.</summary>
internal sealed record ResultColumn(string Heading, string Meaning, Func<TallyFigures, string> Value)
{
    public static IReadOnlyList<ResultColumn> Console { get; } =
    [
        new("offered", "invocations whose intended start came", figures => Format.Count(figures.Offered)),
        new("ok", "invocations that ended with credentials", figures => Format.Count(figures.Ok)),
        new("throttled", "throttling answers received, one or more an invocation", figures => Format.Count(figures.Throttled)),
        new("retried", "attempts beyond an invocation's first", figures => Format.Count(figures.Retried)),
        new("given up", "invocations that ended in throttling", figures => Format.Count(figures.GivenUp)),
        new("held back", "invocations the client refused by itself and never sent", figures => Format.Count(figures.HeldBack)),
        new("failed", "invocations that ended in any other error", figures => Format.Count(figures.Failed)),
        new("amplification", "attempts for each invocation started", figures => Format.Ratio(figures.Amplification)),
        new("p50", "half of the invocations ended sooner, counted from the intended start", figures => Format.Milliseconds(figures.Latency.P50)),
        new("p99", "99 of 100 invocations ended sooner, counted from the intended start", figures => Format.Milliseconds(figures.Latency.P99)),
    ];

    public static IReadOnlyList<ResultColumn> Report { get; } =
    [
        .. Console.Take(7),
        new("dropped", "invocations the generator did not start, because too many were in flight", figures => Format.Count(figures.Dropped)),
        new("unfinished", "invocations still under way when the run was closed", figures => Format.Count(figures.Unfinished)),
        new("attempts", "requests as the client numbers them", figures => Format.Count(figures.Attempts)),
        .. Console.Skip(7).Take(2),
        new("p90", "90 of 100 invocations ended sooner, counted from the intended start", figures => Format.Milliseconds(figures.Latency.P90)),
        .. Console.Skip(9),
        new("max", "the slowest invocation, counted from the intended start", figures => Format.Milliseconds(figures.Latency.Max)),
        new("p99 from send", "the same p99 counted from the actual start: what a closed-loop generator would have shown", figures => Format.Milliseconds(figures.ServiceTime.P99)),
    ];
}
