using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Experiments;

namespace StsSim.Grains.Observatory;

/// <summary>Makes figures of what was counted.</summary>
/// <param name="timeline">Of the group, in order.</param>
/// <param name="firstPhase">Whose goodput is what a later phase recovers to; <see langword="null"/> where no phase is asked for.</param>
internal sealed class GroupFigures(SegmentTally tally, IReadOnlyList<LoadSlot> timeline, SegmentTally? firstPhase, long now)
{
    private const double AtOnceMs = 5;
    private const int LeastForVariation = 5;

    private readonly double?[] _values = new double?[Enum.GetValues<ClientFigure>().Length];

    public int? Vanished { get; init; }

    public int? Reappeared { get; init; }

    public ClientFigures Compute()
    {
        CountRequests();
        CountInvocations();
        MeasureRates();
        MeasureRetries();
        MeasureSessions();
        Set(ClientFigure.Vanished, Vanished);
        Set(ClientFigure.Reappeared, Reappeared);
        return new ClientFigures(_values);
    }

    private void CountRequests()
    {
        Set(ClientFigure.Clients, tally.Clients);
        Set(ClientFigure.Requests, tally.Requests);
        Set(ClientFigure.Ok, tally.CountOf(AttemptOutcome.Ok));
        Set(ClientFigure.Throttled, tally.CountOf(AttemptOutcome.Throttled));
        Set(ClientFigure.ClientErrors, tally.CountOf(AttemptOutcome.ClientError));
        Set(ClientFigure.ServerErrors, tally.CountOf(AttemptOutcome.ServerError));
        Set(ClientFigure.Abandoned, tally.CountOf(AttemptOutcome.Abandoned));
        Set(ClientFigure.Unobserved, tally.Unobserved);
    }

    private void CountInvocations()
    {
        InvocationTotals totals = tally.Invocations;
        Set(ClientFigure.Attempts, totals.Attempts);
        Set(ClientFigure.Invocations, totals.Invocations);
        Set(ClientFigure.Retries, Math.Max(0, totals.Attempts - totals.Invocations));
        Set(ClientFigure.Succeeded, totals.Succeeded);
        Set(ClientFigure.GivenUp, totals.GivenUp);
        Set(ClientFigure.Pending, Math.Max(0, totals.Invocations - totals.Succeeded - totals.GivenUp));
        Set(ClientFigure.Exhausted, tally.CountOf(GiveUpReason.Exhausted));
        Set(ClientFigure.Terminal, tally.CountOf(GiveUpReason.Terminal));
        Set(ClientFigure.Silent, tally.CountOf(GiveUpReason.Silent));
        Set(ClientFigure.Efficiency, Ratio(totals.Succeeded, tally.Requests));
        Set(ClientFigure.SuccessRate, Ratio(totals.Succeeded, totals.Succeeded + totals.GivenUp));
        Set(ClientFigure.GiveUpRate, Ratio(totals.GivenUp, totals.Succeeded + totals.GivenUp));
        Set(ClientFigure.Amplification, Ratio(totals.Attempts, totals.Invocations));
        Set(ClientFigure.WireAmplification, Ratio(totals.Attempts + tally.Duplicates, totals.Invocations));
        Set(ClientFigure.Duplicates, tally.Duplicates);
        Set(ClientFigure.Hedges, tally.Hedges);
        Set(ClientFigure.RepeatedAfterFailure, tally.RepeatedAfterFailure);
    }

    private void MeasureRates()
    {
        double seconds = Math.Max(1, TimeSpan.FromTicks(Math.Min(tally.To, now) - tally.From).TotalSeconds);
        Set(ClientFigure.OfferedPerSecond, Ratio(tally.Requests, seconds));
        Set(ClientFigure.DemandPerSecond, Ratio(tally.Invocations.Invocations, seconds));
        Set(ClientFigure.GoodputPerSecond, Ratio(tally.Invocations.Succeeded, seconds));
        if (firstPhase is not null)
        {
            double baselineSeconds = TimeSpan.FromTicks(firstPhase.To - firstPhase.From).TotalSeconds;
            double? baseline = Ratio(firstPhase.Invocations.Succeeded, baselineSeconds);
            Set(ClientFigure.TimeToRecoverSeconds, baseline is > 0 ? GoodputRecovery.SecondsUntil(SlotsOf(tally), baseline.Value) : null);
        }
    }

    private void MeasureRetries()
    {
        IReadOnlyList<HintEvidence> hints = tally.Hints;
        Set(ClientFigure.RetriesOfTerminalErrors, tally.RetriesOfTerminalErrors);
        Set(ClientFigure.IgnoredRetryAfter, hints.Sum(hint => hint.Early));
        Set(ClientFigure.HonouredRetryAfter, hints.Sum(hint => hint.Retries - hint.Early));
        Set(ClientFigure.RetryBurstiness, tally.Rhythm.Burstiness);
        Set(ClientFigure.Synchronisation, tally.Rhythm.Synchronisation);
        Set(ClientFigure.RetryQuotaLeast, tally.NewQuota.Least);
        IReadOnlyList<DelayHistogram> own = tally.Delays;
        var all = new DelayQuantiles([.. own, .. tally.HintedDelays]);
        Set(ClientFigure.RetryDelayP50Ms, all.At(0.5));
        Set(ClientFigure.RetryDelayP99Ms, all.At(0.99));
        Set(ClientFigure.RetriesAtOnce, all.ShareBelow(AtOnceMs));
        DelayHistogram[] enough = [.. own.Where(delays => delays.Total >= LeastForVariation && delays.Variation is not null)];
        Set(ClientFigure.Jitter, Ratio(enough.Sum(delays => delays.Variation!.Value * delays.Total), enough.Sum(delays => delays.Total)));
    }

    private void MeasureSessions()
    {
        Set(ClientFigure.Refreshes, tally.Refreshes);
        Set(ClientFigure.RefreshLeadP50Seconds, tally.RefreshLeads.Median);
        Set(ClientFigure.CallsPerLifetime, tally.Refreshes == 0 ? null : Ratio(tally.Refreshes, Math.Max(tally.LivesUsed, 1e-6)));
        long early = tally.RefreshesByLifeLeft.Skip(6).Sum();
        Set(ClientFigure.UncachedRate, Ratio(early, tally.Refreshes));
        LoadSlot[] slots = [.. timeline.Where(slot => slot.Sessions > 0 && slot.At.UtcTicks <= tally.To && slot.At.AddSeconds(slot.Seconds).UtcTicks > tally.From)];
        if (slots.Length > 0)
        {
            double seconds = (slots[^1].At - slots[0].At).TotalSeconds + slots[^1].Seconds;
            double mean = slots.Sum(slot => slot.Sessions) / seconds;
            Set(ClientFigure.RefreshHerd, slots.Max(slot => (double)slot.Sessions / slot.Seconds) / mean);
        }
    }

    // All of them, those without load included, of the span of a tally.
    private List<TimelineSlot> SlotsOf(SegmentTally span)
    {
        var slots = new List<TimelineSlot>();
        foreach (LoadSlot slot in timeline)
        {
            long from = slot.At.UtcTicks;
            long to = slot.At.AddSeconds(slot.Seconds).UtcTicks;
            if (to <= span.From || from > span.To)
            {
                continue;
            }

            // The seconds in which a phase begins and ends are cut to what lies in it; their load is taken as even.
            double start = TimeSpan.FromTicks(Math.Max(from, span.From) - span.From).TotalSeconds;
            double end = TimeSpan.FromTicks(Math.Min(to, span.To) - span.From).TotalSeconds;
            double share = (end - start) / slot.Seconds;
            double reached = slots.Count == 0 ? 0 : slots[^1].AtSeconds + slots[^1].Seconds;
            if (start > reached)
            {
                slots.Add(new TimelineSlot(reached, start - reached, Phase: 0, default));
            }

            slots.Add(new TimelineSlot(start, end - start, Phase: 0, new ServedCounts { Ok = (long)Math.Round(slot.Succeeded * share) }));
        }

        return slots;
    }

    private void Set(ClientFigure figure, double? value) => _values[(int)figure] = value is { } known ? Math.Round(known, 4) : null;

    private static double? Ratio(double of, double to) => to > 0 ? of / to : null;
}
