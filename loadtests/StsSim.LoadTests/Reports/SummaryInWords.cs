using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>What happened, in sentences made from the figures.</summary>
internal static class SummaryInWords
{
    private const double RecoveredShare = 0.95;

    // One second of a random load proves little; three together do.
    private const int SlotsToBelieve = 3;

    public static string Lead(RunResult result)
    {
        string load = $"{result.Groups.Count} client groups were each offered {Format.Count(result.Groups.Max(group => group.Total.Offered))} invocations {Span(result)}, {Load(result)}.";
        string quotas = result.Plan.ChangesQuota
            ? $" Each had a quota of its own: {string.Join(", ", result.Plan.Phases.Where(phase => phase.Quota is not null).Select(phase => $"{Format.Rate(phase.Quota!.RequestsPerSecond)} in {phase.Name}"))}."
            : " The endpoint's own quota was left as it was.";
        return load + quotas;
    }

    public static IEnumerable<(string Subject, string Sentence)> Groups(RunResult result) =>
        result.Groups.Select(group => (Title(group.Group), string.Join(' ', Sentences(result, group))));

    /// <summary>What retrying bought and cost, against the group that does not retry.</summary>
    public static IEnumerable<string> Comparisons(RunResult result)
    {
        if (TightestPhase(result.Plan) is not { } tight
            || result.Groups.FirstOrDefault(group => !group.Group.Retries) is not { } yardstick)
        {
            yield break;
        }

        TallyFigures without = yardstick.Phases[tight];
        foreach (GroupResult group in result.Groups.Where(group => group.Group.Retries))
        {
            TallyFigures with = group.Phases[tight];
            string got = Difference(with.Ok - without.Ok, "credentials");
            string sent = Difference(with.Attempts - without.Attempts, "requests");
            yield return $"Against no retries at all, {group.Group.Name} got {got} in {result.Plan.Phases[tight].Name} and sent {sent}.";
        }
    }

    public static string Title(ClientGroup group) => $"{group.Name} ({group.Region})";

    /// <summary>How long after a phase began the group got credentials at the rate it asked for them; null if it never did.</summary>
    public static TimeSpan? TimeToRecover(RunResult result, GroupResult group, Phase phase)
    {
        TimelineSlot[] slots = [.. group.Timeline.Where(slot => slot.Start >= phase.Start && slot.Start + result.SlotWidth <= phase.End)];
        for (int index = 0; index + SlotsToBelieve <= slots.Length; index++)
        {
            ArraySegment<TimelineSlot> window = new(slots, index, SlotsToBelieve);
            long offered = window.Sum(slot => slot.Offered);
            if (offered > 0 && window.Sum(slot => slot.Ok) >= RecoveredShare * offered)
            {
                return slots[index].Start - phase.Start;
            }
        }

        return null;
    }

    private static IEnumerable<string> Sentences(RunResult result, GroupResult group)
    {
        int? tight = TightestPhase(result.Plan);
        int subject = tight ?? -1;
        TallyFigures figures = tight is null ? group.Total : group.Phases[subject];
        if (figures.Started == 0)
        {
            yield return "Nothing was started in the phase that matters.";
            yield break;
        }

        string when = tight is null ? "" : $"In {result.Plan.Phases[subject].Name}, ";
        yield return $"{when}{Format.Count(figures.Started)} invocations came to {Format.Count(figures.Attempts)} attempts ({Format.Ratio(figures.Amplification)} each) and {Format.Count(figures.Throttled)} throttling answers.";
        yield return $"{Format.Count(figures.Ok)} got credentials ({Share(figures.Ok, figures)}), {GaveUp(figures)}{HeldBack(figures)}{Failed(figures)}.";
        yield return tight is null or 0
            ? $"Half were answered within {Format.Milliseconds(figures.Latency.P50)}, 99% within {Format.Milliseconds(figures.Latency.P99)} of their intended start."
            : $"The p99 latency went from {Format.Milliseconds(group.Phases[0].Latency.P99)} in {result.Plan.Phases[0].Name} to {Format.Milliseconds(figures.Latency.P99)}.";

        if (tight is not null && subject + 1 < result.Plan.Phases.Count)
        {
            yield return Recovery(result, group, subject + 1);
        }

        if (tight is null && group.Timeline.FirstOrDefault(slot => slot.Throttled > 0) is { } first)
        {
            yield return $"The first throttling answer came in the second {Format.Seconds(first.Start)}, with {Format.Count((long)(first.Offered / result.SlotWidth.TotalSeconds))} invocations a second offered.";
        }
    }

    private static string Recovery(RunResult result, GroupResult group, int index)
    {
        Phase phase = result.Plan.Phases[index];
        TallyFigures figures = group.Phases[index];
        if (figures.Started == 0)
        {
            return $"The run ended before {phase.Name}.";
        }

        string lost = figures.Ok == figures.Started
            ? "no invocation was lost"
            : $"{Format.Count(figures.Started - figures.Ok)} of {Format.Count(figures.Started)} invocations still ended without credentials";
        return TimeToRecover(result, group, phase) is { } time
            ? $"With the quota back, {Format.Percent(RecoveredShare)} or more of what it asked for came through {(time == TimeSpan.Zero ? "at once" : $"after {Format.Seconds(time)}")}; {lost}."
            : $"With the quota back, {Format.Percent(RecoveredShare)} of what it asked for never came through before the run ended; {lost}.";
    }

    private static string Load(RunResult result) => result.Plan switch
    {
        { IsClosed: true } => $"by {Format.Count(result.Plan.Copies.Max(copies => copies.MostCopies))} callers that wait for their answers",
        var plan when plan.Load.Any(load => load is RampingInject) => $"at a rate that rose to {Format.Rate(result.Options.Rate)}",
        _ => $"at {Format.Rate(result.Options.Rate)}",
    };

    private static string Span(RunResult result) => result.Interrupted
        ? $"in the {Format.Seconds(TimeSpan.FromSeconds(Math.Round(result.Elapsed.TotalSeconds, 1)))} before the run was interrupted"
        : $"over {Format.Seconds(result.Plan.Duration)}";

    private static string Difference(long difference, string what) => difference switch
    {
        0 => $"as many {what}",
        < 0 => $"{Format.Count(-difference)} fewer {what}",
        _ => $"{Format.Count(difference)} more {what}",
    };

    private static string GaveUp(TallyFigures figures) => figures.GivenUp == 0
        ? "none gave up"
        : $"{Format.Count(figures.GivenUp)} gave up ({Share(figures.GivenUp, figures)})";

    private static string HeldBack(TallyFigures figures) => figures.HeldBack == 0
        ? ""
        : $", {Format.Count(figures.HeldBack)} were held back by the client's own rate limit and never sent ({Share(figures.HeldBack, figures)})";

    private static string Failed(TallyFigures figures) =>
        figures.Failed == 0 ? "" : $", {Format.Count(figures.Failed)} failed otherwise ({Share(figures.Failed, figures)})";

    private static string Share(long part, TallyFigures figures) => Format.Percent((double)part / figures.Started);

    private static int? TightestPhase(ScenarioPlan plan) => plan.ChangesQuota
        ? Enumerable.Range(0, plan.Phases.Count).MinBy(index => plan.Phases[index].Quota?.RequestsPerSecond ?? double.MaxValue)
        : null;
}
