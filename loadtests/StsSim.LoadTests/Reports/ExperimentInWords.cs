using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>What an experiment came to, in sentences made from the figures: its first phase is before, its last is after.</summary>
internal static class ExperimentInWords
{
    public static string Lead(ExperimentResult result)
    {
        ExperimentLoad load = result.Options.Experiment.Load;
        string what = load.Clients.All(client => client.IsFleet)
            ? "calls a second, each by the next of a fleet's callers with the session that it keeps,"
            : $"invocations of {load.Operation} a second";
        string span = result.Run.Interrupted
            ? $"until it was interrupted after {Format.Seconds(TimeSpan.FromSeconds(Math.Round(result.Run.Elapsed.TotalSeconds, 1)))}"
            : $"over {Format.Seconds(result.Run.Plan.Duration)}";
        return $"Each of {load.Clients.Count} client groups was offered {load.RatePerSecond.ToString("0.###", CultureInfo.InvariantCulture)} {what} {span}, and waited {Format.Seconds(load.Timeout)} at most for the answer to one attempt. The seed was {result.Run.Options.Seed}: it draws the same load and, for the same requests, the same faults again.";
    }

    public static IEnumerable<(string Subject, string Sentence)> Groups(ExperimentResult result) =>
        result.Groups.Select(entry => (entry.Group.Group.Name, string.Join(' ', Sentences(result, entry.Group, entry.Report))));

    private static IEnumerable<string> Sentences(ExperimentResult result, GroupResult group, ExperimentReport report)
    {
        RunResult run = result.Run;
        yield return $"Goodput by phase: {string.Join(", ", run.Plan.Phases.Select((phase, index) => $"{phase.Name} {GoodputIn(run, group, index)}"))}.";
        yield return $"Attempts an invocation: {string.Join(", ", run.Plan.Phases.Select((phase, index) => $"{phase.Name} {Format.Ratio(group.Phases[index].Amplification)}"))}.";
        if (run.Plan.Phases.Count > 2 && group.Phases[^1].Started > 0)
        {
            yield return Recovery(run, group, run.Plan.Phases[^1]);
        }

        if (report.Expectations.Count > 0)
        {
            string[] broken = [.. report.Expectations.Where(expectation => !expectation.Held).Select(expectation => expectation.Text)];
            yield return broken.Length == 0
                ? $"All {report.Expectations.Count} expectations held."
                : $"{report.HeldCount} of {report.Expectations.Count} expectations held; not {string.Join(", nor ", broken)}.";
        }
    }

    private static string GoodputIn(RunResult run, GroupResult group, int index)
    {
        Phase phase = run.Plan.Phases[index];
        TimeSpan end = run.Interrupted && run.Elapsed < phase.End ? run.Elapsed : phase.End;
        long ok = group.Timeline.Where(slot => slot.Start >= phase.Start && slot.Start < end).Sum(slot => slot.Ok);
        return end <= phase.Start ? "unknown" : Format.Rate(Math.Round(ok / (end - phase.Start).TotalSeconds, 1));
    }

    private static string Recovery(RunResult run, GroupResult group, Phase last) => GoodputRecovery.TimeOf(run, group, last) switch
    {
        null => $"It had not recovered when the run ended, {Format.Seconds(last.Duration)} after {last.Name} began, though no more was asked of it than before.",
        { } time when time == TimeSpan.Zero => $"It had recovered as soon as {last.Name} began.",
        { } time => $"It had recovered {Format.Seconds(time)} after {last.Name} began.",
    };
}
