using System.Globalization;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>What a report says, in sentences; none of it is encoded for a page.</summary>
internal static class ReportWords
{
    /// <summary>When, where and under what seed.</summary>
    public static string Circumstances(ExperimentReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC · {ScopeOf(report)} · seed {report.Definition.Seed} · {report.Id}");

    /// <summary>How it ended, what came of all requests, and which expectations held.</summary>
    public static IEnumerable<string> Summary(ExperimentReport report)
    {
        yield return report.State switch
        {
            ExperimentState.Completed => $"It ran to its end, {Seconds(report.EndsAt - report.StartedAt)} over {ScopeOf(report)}, with seed {report.Definition.Seed}.",
            ExperimentState.Stopped => $"It was stopped after {Seconds(report.EndsAt - report.StartedAt)}, because {report.StoppedBecause}; it ran over {ScopeOf(report)}, with seed {report.Definition.Seed}.",
            _ => $"It is running over {ScopeOf(report)}, with seed {report.Definition.Seed}; these are the figures so far.",
        };
        yield return $"In the whole run, {Outcomes(report.Figures)}";
        if (report.Expectations.Count > 0)
        {
            string[] broken = [.. report.Expectations.Where(expectation => expectation.Outcome == ExpectationOutcome.Broken).Select(expectation => expectation.Text)];
            int held = report.Expectations.Count(expectation => expectation.Outcome == ExpectationOutcome.Held);
            yield return $"{held} of {report.Expectations.Count} expectations held{(broken.Length > 0 ? $"; broken: {string.Join(", ", broken)}" : "")}.";
        }
    }

    /// <summary>By phase: what came of its requests.</summary>
    public static IEnumerable<(string Phase, string Sentence)> Phases(ExperimentReport report) => report.Phases.Select(phase => (
        phase.Definition.Name,
        phase.State is PhaseState.Pending or PhaseState.Skipped ? phase.State == PhaseState.Pending ? "yet to come." : "skipped." : Outcomes(phase.Figures)));

    private static string Outcomes(PhaseFigures figures) => figures.Requests == 0
        ? "no requests arrived."
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.SuccessRate:P1} of {figures.Requests:N0} requests ({figures.OfferedPerSecond:N1} a second) were ok, {figures.ThrottledRate:P1} throttled, {figures.ErrorRate:P1} failed; goodput was {figures.GoodputPerSecond:N1} a second, amplification {figures.Amplification:N2}, latency {figures.P50Ms:N1} ms at p50 and {figures.P99Ms:N1} ms at p99.");

    private static string ScopeOf(ExperimentReport report) => report.Definition.AccountId is { } account ? $"account {account}" : "the whole world";

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:#,0.#} seconds");
}
