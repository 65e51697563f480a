using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Delays before retries are distributed as the SDK documents; those of any other client grow.</summary>
internal sealed class BackoffRule : IVerdictRule
{
    private const double AtOnceMs = 5;

    // Doubling is usual; less than half as much more is no growth.
    private const double LeastGrowth = 1.4;

    public string Name => "backoff";

    public Verdict? Judge(ClientProfile profile) =>
        profile.DelayCount == 0 ? null
        : profile.IsRecognised ? ByDocument(profile)
        : ByPractice(profile);

    private Verdict ByDocument(ClientProfile profile)
    {
        RetryPolicy likeliest = profile.Likeliest!.Policy;
        string expected = profile.Plausible.Select(candidate => candidate.Policy.Backoff).Distinct().Count() == 1
            ? likeliest.Backoff.Formula
            : string.Join("; or ", profile.Plausible.Select(candidate => $"by the {candidate.Policy.Generation} rules {candidate.Policy.Backoff.Formula}"));
        if (profile.Likeliest.Fit is not { Worst: { } worst } fit)
        {
            return new(Name, VerdictOutcome.Undecided, profile.GenerationJudgedBy, expected, Seen(profile),
                $"Too few delays to tell: {KolmogorovSmirnov.FewestValues} would do, {KolmogorovSmirnov.FewestOfOne} of them before the same retry.", likeliest.Source, profile.DelayCount, []);
        }

        CandidatePolicy[] possible = [.. profile.Plausible.Where(candidate => !candidate.IsRefuted)];
        if (likeliest.IsAdaptive)
        {
            HistogramFit fastest = fit.Fastest!;
            return new(
                Name,
                possible.Length > 0 ? VerdictOutcome.Conforms : VerdictOutcome.Deviates,
                profile.GenerationJudgedBy,
                $"no shorter than {expected}; longer where the rate limiter holds it back",
                $"{Compared(fastest)}; shorter by {fastest.Faster:0.00}",
                possible.Length > 0 ? "Its delays are as long as documented, or longer." : "It waits for less than its SDK documents.",
                likeliest.Source,
                profile.DelayCount,
                profile.Evidence.Exemplars(Finding.Retried));
        }

        VerdictOutcome outcome = profile.Plausible.Any(candidate => candidate.Fit!.Fits) ? VerdictOutcome.Conforms
            : possible.Length > 0 ? VerdictOutcome.Undecided
            : VerdictOutcome.Deviates;
        bool tooFast = fit.IsTooFast;
        string explanation = outcome switch
        {
            VerdictOutcome.Conforms => "Its delays are distributed as documented.",
            VerdictOutcome.Undecided => "Its delays are further from the formula than chance lets nineteen in twenty clients be, and less far than one in a hundred: more retries would tell.",
            _ when AtOnce(profile) > 0.5 => "It retries at once, without the documented delay.",
            _ when tooFast => "It waits for less than its SDK documents.",
            _ => "It waits longer or otherwise than its SDK documents.",
        };
        return new(
            Name, outcome, profile.GenerationJudgedBy, expected, $"{Compared(worst)}; distance {worst.Distance:0.00}, of which chance and measurement explain {Explained(fit, worst):0.00}",
            explanation, likeliest.Source, profile.DelayCount,
            profile.Evidence.Exemplars(AtOnce(profile) > 0.5 ? Finding.RetriedAtOnce : Finding.Retried));
    }

    private Verdict ByPractice(ClientProfile profile)
    {
        const string Expected = "delays that grow from retry to retry";
        double atOnce = AtOnce(profile);
        double? growth = Growth(profile);
        (VerdictOutcome outcome, string explanation) =
            profile.DelayCount < KolmogorovSmirnov.FewestValues ? (VerdictOutcome.Undecided, $"Too few delays to tell: {KolmogorovSmirnov.FewestValues} would do.")
            : atOnce > 0.5 ? (VerdictOutcome.AgainstPractice, "It retries at once: whoever is overloaded gets all the load again.")
            : growth is null ? (VerdictOutcome.Undecided, $"Whether delays grow shows in {KolmogorovSmirnov.FewestOfOne} of a first and {KolmogorovSmirnov.FewestOfOne} of a later retry after the same kind of failure.")
            : growth < LeastGrowth ? (VerdictOutcome.AgainstPractice, "It waits no longer the longer an outage lasts.")
            : (VerdictOutcome.Conforms, "It waits longer with every retry.");
        string growing = growth is null ? "" : $"; each retry waits {growth:0.0} times as long as the one before";
        return new(
            Name, outcome, Generation: null, Expected, $"{Seen(profile)}{growing}{(atOnce > 0.01 ? $"; {100 * atOnce:0}% in less than {AtOnceMs:0} ms" : "")}", explanation,
            PracticeSources.GeneralReference, profile.DelayCount, profile.Evidence.Exemplars(atOnce > 0.5 ? Finding.RetriedAtOnce : Finding.Retried));
    }

    private static double Explained(PolicyFit fit, HistogramFit worst) =>
        worst.Allowance + KolmogorovSmirnov.Critical(worst.Delays.Total, 0.05, fit.Histograms.Count);

    private static string Compared(HistogramFit fit) =>
        $"before retry {fit.Delays.Histogram.Retry} {TriggerText.Of(fit.Delays.Histogram.Trigger)} half waited at most {DurationText.About(fit.Delays.Quantile(0.5))}";

    private static string Seen(ClientProfile profile)
    {
        ObservedDelays most = profile.Delays.MaxBy(delays => delays.Total)!;
        return $"before retry {most.Histogram.Retry} {TriggerText.Of(most.Histogram.Trigger)} half waited at most {DurationText.About(most.Quantile(0.5))}";
    }

    private static double AtOnce(ClientProfile profile) =>
        (double)profile.Delays.Sum(delays => delays.Occupied.Where(bucket => DelayBuckets.EndOf(bucket) <= AtOnceMs).Sum(bucket => (long)delays.CountOf(bucket)))
        / profile.DelayCount;

    // By the medians of the first and the last retry with enough delays, after the kind of failure that was retried most.
    private static double? Growth(ClientProfile profile)
    {
        ObservedDelays[] retries =
        [
            .. (from delays in profile.Delays
                where delays.Suffices
                group delays by delays.Histogram.Trigger into byTrigger
                orderby byTrigger.Count() descending, byTrigger.Sum(delays => delays.Total) descending
                select byTrigger.OrderBy(delays => delays.Histogram.Retry)).FirstOrDefault() ?? Enumerable.Empty<ObservedDelays>(),
        ];
        if (retries.Length < 2)
        {
            return null;
        }

        double steps = retries[^1].Histogram.Retry - retries[0].Histogram.Retry;
        return Math.Pow(Math.Max(retries[^1].Quantile(0.5), 1) / Math.Max(retries[0].Quantile(0.5), 1), 1 / steps);
    }
}
