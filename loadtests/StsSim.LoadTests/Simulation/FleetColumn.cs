using StsSim.LoadTests.Reports;

namespace StsSim.LoadTests.Simulation;

/// <summary>One figure of the table of fleets, with the words that explain it.</summary>
internal sealed record FleetColumn(string Heading, string Meaning, Func<FleetResult, string> Value)
{
    private const string Nothing = "–";

    public static IReadOnlyList<FleetColumn> All { get; } =
    [
        new("all back after", "from the beginning of the restart until the last pod had credentials", result => result.Figures.AllBackAfter is { } after ? SimulationInWords.Span(after) : Nothing),
        new("most without", "pods without credentials at one moment, at the most", result => Format.Count(result.Figures.MostPodsWithout)),
        new("longest without", "the longest that one pod had no credentials", result => SimulationInWords.Span(result.Figures.LongestWithout)),
        new("pod seconds without", "the time without credentials of all pods together", result => Format.Count((long)Math.Round(result.Figures.PodSecondsWithout))),
        new("uses failed", "uses of sessions that failed for want of credentials, of all uses", result => result.Figures.Uses == 0 ? Nothing : Format.Percent((double)result.Figures.FailedUses / result.Figures.Uses)),
        new("invocations", "requests for credentials, each with its retries", result => Format.Count(result.Measured.Total.Offered)),
        new("given up", "invocations that ended in throttling", result => Format.Count(result.Measured.Total.GivenUp)),
        new("failed", "invocations that ended in another error", result => Format.Count(result.Measured.Total.Failed)),
        new("requests", "requests on the wire", result => Format.Count(result.Figures.Requests)),
        new("refused", "requests refused for the quota, of all requests", result => Format.Percent(result.Figures.ThrottledShare)),
        new("peak requests", "the most requests of one second", result => Format.Rate(result.Figures.PeakRequestsPerSecond)),
        new("amplification", "attempts for each invocation", result => Format.Ratio(result.Measured.Total.Amplification)),
        new("peak amplification", "the same, of the invocations begun in the second in which it was highest", result => Format.Ratio(result.Figures.PeakAmplification)),
        new("herd index", "the most invocations of one second, over the mean", result => Format.Ratio(result.Figures.HerdIndex)),
        new("p99", "99 of 100 invocations ended sooner", result => Format.Milliseconds(result.Measured.Total.Latency.P99)),
    ];
}
