using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Observatory;

/// <summary>A group at a moment, as if all that is open were counted, each as it stands: makes figures of it and has it judged.</summary>
/// <param name="now">In ticks of UTC.</param>
internal sealed class GroupSnapshot(
    ClientGroup group, GroupSegments segments, GroupClients clients, LoadTimeline timeline, ExemplarShelf shelf, long now)
{
    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public ClientGroupReport? Report(ClientScope scope)
    {
        if (segments.Sum(scope) is not { } tally)
        {
            return null;
        }

        Judgement judgement = Judge(scope, tally, out ClientFigures figures);
        return new ClientGroupReport
        {
            Group = group,
            FirstSeen = At(tally.From),
            LastSeen = At(tally.To),
            Figures = figures,
            Phases = [.. segments.PhasesIn(scope).Select(Describe)],
            AttemptsPerInvocation = tally.AttemptsPerInvocation,
            Codes = [.. tally.Codes.OrderByDescending(code => code.Value)],
            Operations = [.. tally.Operations.OrderByDescending(operation => operation.Value)],
            Delays = tally.Delays,
            ExpectedDelays = judgement.ExpectedDelays,
            Backoff = judgement.Backoff,
            Description = judgement.Description,
            Verdicts = judgement.Verdicts,
            Timeline = [.. timeline.Slots.Where(slot => scope.ExperimentId is null || (slot.At.UtcTicks <= tally.To && slot.At.AddSeconds(slot.Seconds).UtcTicks >= tally.From))],
            RefreshesByLifeLeft = tally.RefreshesByLifeLeft,
        };
    }

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    public GroupMeasures? Measure(ClientScope scope)
    {
        if (segments.Sum(scope) is not { } tally)
        {
            return null;
        }

        Judge(scope, tally, out ClientFigures figures);
        return new GroupMeasures(group, figures, [.. tally.Delays, .. tally.HintedDelays], clients.CallsPerHour(scope.ExperimentId));
    }

    private Judgement Judge(ClientScope scope, SegmentTally tally, out ClientFigures figures)
    {
        figures = FiguresOf(scope, tally);
        Judgement judgement = GroupJudge.Judge(new GroupEvidence
        {
            Group = group,
            Figures = figures,
            Delays = tally.Delays,
            AttemptsPerInvocation = tally.AttemptsPerInvocation,
            Codes = tally.Answers,
            Hints = tally.Hints,
            Quotas = [Quota(RetryQuota.New(), tally.NewQuota), Quota(RetryQuota.Old(), tally.OldQuota)],
            SaidMaximum = tally.SaidMaximum,
            BeyondMaximum = tally.BeyondMaximum,
            Exemplars = finding => shelf[finding],
        });
        double deviations = judgement.Verdicts.Count(verdict => verdict.Outcome is VerdictOutcome.Deviates or VerdictOutcome.AgainstPractice);
        figures = new ClientFigures([.. figures.Values.Select((value, figure) => figure == (int)ClientFigure.Deviations ? deviations : value)]);
        return judgement;
    }

    private PhaseOfGroup Describe(SegmentTally segment)
    {
        ObservedSegment phase = segment.Phase!;
        return new PhaseOfGroup(phase, At(segment.From), At(segment.To), FiguresOf(new ClientScope(phase.ExperimentId, phase.Phase), segment));
    }

    private ClientFigures FiguresOf(ClientScope scope, SegmentTally tally) =>
        new GroupFigures(tally, timeline.Slots, scope.Phase is null ? null : segments.FirstPhaseOf(scope.ExperimentId!), now)
        {
            // Who is gone is gone from all of a run, and not from a phase.
            Vanished = scope.Phase is null ? clients.CountVanished(segments.LastSeen) : null,
            Reappeared = scope.Phase is null ? clients.Reappeared : null,
        }.Compute();

    private static QuotaEvidence Quota(RetryQuota rule, QuotaTally tally) =>
        new(rule.TransientCost, tally.Least, tally.StopsWhenSpent, tally.StopsWithTokensLeft, tally.RetriesWhenSpent);

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
