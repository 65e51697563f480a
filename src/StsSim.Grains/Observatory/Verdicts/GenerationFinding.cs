namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Which generation of rules a group follows, and what shows it.</summary>
/// <param name="Generation">One of <see cref="RetryRules"/>; <see langword="null"/> where nothing tells.</param>
/// <param name="Expected">By what the generations would differ.</param>
/// <param name="Observed">The figures that show it, or that do not.</param>
/// <param name="Explanation">What that means.</param>
/// <param name="Samples">How many observations it rests on.</param>
internal sealed record GenerationFinding(string? Generation, string Expected, string Observed, string Explanation, long Samples)
{
    // A hundred to one.
    private const double Decisive = 4.6;

    // Rarer than that is the grain of clocks, and not a client that does not listen.
    private const double EarlyByChance = 0.1;

    public static GenerationFinding None { get; } = new(Generation: null, "", "", "", Samples: 0);

    public static GenerationFinding Of(ClientProfile profile)
    {
        if (profile.Candidates is not [CandidatePolicy first, CandidatePolicy second])
        {
            return profile.Candidates is [CandidatePolicy only]
                ? None with { Generation = only.Policy.Generation }
                : None;
        }

        // Who waits by neither is not excused by the one that asks less of it.
        return first.IsRefuted && second.IsRefuted ? Undecided(profile, first, second)
            : ByDelays(profile, first, second) ?? ByHints(profile, first, second) ?? ByQuota(profile, first, second) ?? Undecided(profile, first, second);
    }

    private static GenerationFinding? ByDelays(ClientProfile profile, CandidatePolicy first, CandidatePolicy second)
    {
        if (first.Fit is not { } firstFit || second.Fit is not { } secondFit)
        {
            return null;
        }

        CandidatePolicy? found = first.Policy.IsAdaptive
            ? first.IsRefuted == second.IsRefuted ? null : first.IsRefuted ? second : first
            : Math.Abs(firstFit.LogLikelihood - secondFit.LogLikelihood) < Decisive ? null
            : firstFit.LogLikelihood > secondFit.LogLikelihood ? first : second;
        if (found is null || found.IsRefuted)
        {
            return null;
        }

        ObservedDelays shown = profile.Delays.MaxBy(delays => Difference(delays, first, second) * delays.Total)!;
        CandidatePolicy other = found == first ? second : first;
        string trigger = TriggerText.Of(shown.Histogram.Trigger);
        return new(
            found.Policy.Generation,
            $"before retry {shown.Histogram.Retry} {trigger} half wait at most {MedianText(found, shown)} by the {found.Policy.Generation} rules, {MedianText(other, shown)} by the {other.Policy.Generation}",
            $"half waited at most {DurationText.About(shown.Quantile(0.5))}",
            $"Its delays are those of the {found.Policy.Generation} rules.",
            profile.DelayCount);
    }

    private static GenerationFinding? ByHints(ClientProfile profile, CandidatePolicy first, CandidatePolicy second)
    {
        HintEvidence? hints = profile.Evidence.Hints.FirstOrDefault(hint => hint.IsAws);
        if (hints is null || hints.Retries < KolmogorovSmirnov.FewestValues || first.Policy.HeedsAwsRetryAfter == second.Policy.HeedsAwsRetryAfter)
        {
            return null;
        }

        (CandidatePolicy heeding, CandidatePolicy other) = first.Policy.HeedsAwsRetryAfter ? (first, second) : (second, first);
        bool mayBeEarly = hints.MostMs > RetryAfterRule.MostAddedMs;
        CandidatePolicy? found = hints.Early > EarlyByChance * hints.Retries
            ? mayBeEarly ? null : other
            : hints.Early == 0 && hints.LeastMs > 0 && Math.Pow(1 - LeastEarly(other.Policy, hints.LeastMs), hints.Retries) < 0.01 ? heeding
            : null;
        return found is null ? null : new(
            found.Policy.Generation,
            $"no retry comes before the time of x-amz-retry-after by the {heeding.Policy.Generation} rules; the {other.Policy.Generation} know no such header",
            $"{hints.Early} of {hints.Retries} came before it",
            $"It {(found == heeding ? "waits for" : "does not read")} x-amz-retry-after, as by the {found.Policy.Generation} rules.",
            hints.Retries);
    }

    private static GenerationFinding? ByQuota(ClientProfile profile, CandidatePolicy first, CandidatePolicy second)
    {
        if (RetryQuotaRule.ReplayOf(profile.Evidence, first.Policy) is not { } firstReplay
            || RetryQuotaRule.ReplayOf(profile.Evidence, second.Policy) is not { } secondReplay || firstReplay == secondReplay)
        {
            return null;
        }

        long firstWrong = firstReplay.RetriesWhenSpent + firstReplay.StopsWithTokensLeft;
        long secondWrong = secondReplay.RetriesWhenSpent + secondReplay.StopsWithTokensLeft;
        (CandidatePolicy found, QuotaEvidence replay, long wrong, long otherWrong) = firstWrong <= secondWrong
            ? (first, firstReplay, firstWrong, secondWrong)
            : (second, secondReplay, secondWrong, firstWrong);

        // Only a client that stops at the one quota and not at the other tells them apart.
        return replay.StopsWhenSpent < KolmogorovSmirnov.FewestValues || otherWrong < 10 + (3 * wrong) ? null : new(
            found.Policy.Generation,
            $"retries stop when {RetryCosts.Capacity} tokens are spent: at {first.Policy.Quota!.Transient} each by the {first.Policy.Generation} rules, at {second.Policy.Quota!.Transient} by the {second.Policy.Generation}",
            $"{wrong} decisions do not agree with the {found.Policy.Generation} quota, {otherWrong} not with the other",
            $"It stops retrying where the quota of the {found.Policy.Generation} rules is spent.",
            replay.StopsWhenSpent + wrong);
    }

    private static GenerationFinding Undecided(ClientProfile profile, CandidatePolicy first, CandidatePolicy second)
    {
        string expected = $"{first.Policy.Generation} rules: {first.Policy.Backoff.Formula}; {second.Policy.Generation} rules: {second.Policy.Backoff.Formula}";
        if (first.Fit is null || second.Fit is null)
        {
            return new(Generation: null, expected, $"{profile.DelayCount} delays", $"Too few retries to tell: {KolmogorovSmirnov.FewestValues} would do.", profile.DelayCount);
        }

        bool same = profile.Delays.All(delays => first.Policy.Backoff.After(delays.Histogram.Trigger) == second.Policy.Backoff.After(delays.Histogram.Trigger));
        string explanation = first.IsRefuted && second.IsRefuted ? "Its delays are those of neither."
            : same ? $"The rules are the same for retries {TriggerText.Of(profile.Delays[0].Histogram.Trigger)}, and it made no others."
            : first.Policy.IsAdaptive ? "The rate limiter of the mode adaptive hides what would tell them apart."
            : "Its delays are possible by both.";
        return new(Generation: null, expected, $"{profile.DelayCount} delays", explanation, profile.DelayCount);
    }

    // How far apart the medians of two formulas are, by the longer.
    private static double Difference(ObservedDelays delays, CandidatePolicy first, CandidatePolicy second)
    {
        double one = Median(first, delays);
        double other = Median(second, delays);
        return Math.Max(one, other) > 0 ? Math.Abs(one - other) / Math.Max(one, other) : 0;
    }

    private static string MedianText(CandidatePolicy candidate, ObservedDelays delays) => DurationText.Of(Median(candidate, delays));

    private static double Median(CandidatePolicy candidate, ObservedDelays delays) =>
        delays.Retries.Sum(retry => retry.Value * candidate.Policy.Backoff.After(delays.Histogram.Trigger).Before(retry.Key).Sum(segment => segment.Weight * (segment.FromMs + segment.ToMs) / 2));

    // The least share of a policy's own delays that are shorter than that: those before its last retry are the longest.
    private static double LeastEarly(RetryPolicy policy, int ms) =>
        new[] { policy.Backoff.Transient, policy.Backoff.Throttling }.Min(
            formula => new DelayFormula(formula, [new(Math.Max(1, policy.MaximumAttempts - 1), 1)]).Backoff(ms));
}
