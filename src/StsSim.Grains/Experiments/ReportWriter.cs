using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>Makes a report of what an experiment has kept. All in it follows from that and the time, so nothing can contradict the counts.</summary>
internal sealed class ReportWriter(string id, ExperimentRecord record, ExperimentFigures figures, DateTimeOffset now)
{
    private readonly ExperimentDefinition _definition = record.Definition!;
    private readonly TimeSpan _slotWidth = TimelineGrid.WidthFor(record.Definition!);

    private bool IsRunning => record.State == ExperimentState.Running;

    private DateTimeOffset End => record.EndedAt ?? now;

    public ExperimentReport Write()
    {
        TimelineSlot[][] slots = [.. _definition.Phases.Select((_, phase) => SlotsOf(phase))];
        double? baseline = BaselineOf(slots[0]);
        PhaseFigures[] ofPhases = [.. slots.Select((own, phase) => FiguresOf(own, [figures.Phases[phase]], ElapsedOf(phase), baseline))];
        TimelineSlot[] timeline = [.. slots.SelectMany(own => own)];
        PhaseFigures ofRun = FiguresOf(timeline, figures.Phases, End - record.StartedAt, baseline);
        return new ExperimentReport
        {
            Id = id,
            Definition = _definition,
            State = record.State,
            StoppedBecause = record.StoppedBecause,
            StartedAt = record.StartedAt,
            EndsAt = record.EndedAt ?? record.StartedAt + _definition.Duration,
            Phase = IsRunning ? LastBegun() : null,
            Phases = [.. _definition.Phases.Select((phase, number) => new ReportedPhase(phase, StateOf(number), record.PhaseStarts[number], EndOf(number), ofPhases[number]))],
            Figures = ofRun,
            Expectations = [.. _definition.Expectations.Select((expectation, index) => Check(index, expectation, ofPhases, ofRun))],
            Timeline = timeline,
            SlotWidth = _slotWidth,
        };
    }

    private CheckedExpectation Check(int index, Expectation expectation, PhaseFigures[] ofPhases, PhaseFigures ofRun)
    {
        bool isOver = expectation.Phase is { } number ? StateOf(number) is not (PhaseState.Pending or PhaseState.Running) : !IsRunning;
        string phase = expectation.Phase is { } named ? _definition.Phases[named].Name : "*";
        if (expectation.Figure is { } figure)
        {
            double? observed = (expectation.Phase is { } own ? ofPhases[own] : ofRun)[figure];
            return CheckedExpectation.Of(expectation, phase, observed, clients: null, isOver);
        }

        WorstGroup? worst = figures.Clients.GetValueOrDefault(index);
        return CheckedExpectation.Of(expectation, phase, worst?.Observed, worst?.Group, isOver);
    }

    private int? LastBegun()
    {
        int last = Array.FindLastIndex(record.PhaseStarts, start => start is not null);
        return last < 0 ? null : last;
    }

    private PhaseState StateOf(int phase)
    {
        bool isLast = phase == LastBegun();
        return (record.PhaseStarts[phase] is not null, record.State) switch
        {
            (true, ExperimentState.Running) => isLast ? PhaseState.Running : PhaseState.Completed,
            (true, ExperimentState.Stopped) => isLast ? PhaseState.Stopped : PhaseState.Completed,
            (true, _) => PhaseState.Completed,
            (false, ExperimentState.Running) => phase > LastBegun() ? PhaseState.Pending : PhaseState.Skipped,
            _ => PhaseState.Skipped,
        };
    }

    private DateTimeOffset? EndOf(int phase)
    {
        if (record.PhaseStarts[phase] is null)
        {
            return null;
        }

        DateTimeOffset? next = record.PhaseStarts.Skip(phase + 1).FirstOrDefault(start => start is not null);
        return next ?? record.EndedAt;
    }

    private TimeSpan ElapsedOf(int phase) => record.PhaseStarts[phase] is { } start ? (EndOf(phase) ?? now) - start : TimeSpan.Zero;

    private TimelineSlot[] SlotsOf(int phase)
    {
        if (record.PhaseStarts[phase] is not { } start)
        {
            return [];
        }

        ServedCounts[] counts = figures.Phases[phase].Slots;
        TimeSpan elapsed = ElapsedOf(phase);
        int begun = Math.Clamp((int)Math.Ceiling(elapsed / _slotWidth), 1, counts.Length);
        double offset = (start - record.StartedAt).TotalSeconds;
        double width = _slotWidth.TotalSeconds;
        return
        [
            .. Enumerable.Range(0, begun).Select(slot => new TimelineSlot(
                Math.Round(offset + (slot * width), 3),
                Math.Round(slot == begun - 1 ? Math.Max(0, elapsed.TotalSeconds - (slot * width)) : width, 3),
                phase,
                counts[slot])),
        ];
    }

    private static double? BaselineOf(TimelineSlot[] firstPhase)
    {
        double seconds = firstPhase.Sum(slot => slot.Seconds);
        return seconds > 0 ? firstPhase.Sum(slot => slot.Counts.Ok) / seconds : null;
    }

    private static PhaseFigures FiguresOf(TimelineSlot[] slots, PhaseTally[] tallies, TimeSpan elapsed, double? baseline)
    {
        ServedCounts total = tallies.SelectMany(tally => tally.Slots).Aggregate(default(ServedCounts), (sum, slot) => sum + slot);
        var latencies = new LatencyPercentiles(tallies);
        return new PhaseFigures
        {
            Requests = total.Requests,
            Ok = total.Ok,
            Throttled = total.Throttled,
            ClientErrors = total.ClientErrors,
            ServerErrors = total.ServerErrors,
            Abandoned = total.Abandoned,
            Faulted = total.Faulted,
            OfferedPerSecond = Ratio(total.Requests, elapsed.TotalSeconds),
            GoodputPerSecond = Ratio(total.Ok, elapsed.TotalSeconds),
            SuccessRate = Ratio(total.Ok, total.Requests),
            ThrottledRate = Ratio(total.Throttled, total.Requests),
            ErrorRate = Ratio(total.ClientErrors + total.ServerErrors + total.Abandoned, total.Requests),
            FirstAttempts = total.FirstAttempts,
            Retries = total.Retries,
            Amplification = Ratio(total.Requests, total.FirstAttempts),
            P50Ms = latencies.At(0.5),
            P90Ms = latencies.At(0.9),
            P99Ms = latencies.At(0.99),
            MaxMs = latencies.Maximum,
            TimeToRecoverSeconds = baseline is > 0 ? GoodputRecovery.SecondsUntil(slots, baseline.Value) : null,
        };
    }

    private static double? Ratio(double of, double to) => to > 0 ? Math.Round(of / to, 4) : null;
}
