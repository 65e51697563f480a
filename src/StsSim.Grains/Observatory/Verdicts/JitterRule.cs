using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Delays vary, so that clients which failed together do not come back together.</summary>
internal sealed class JitterRule : IVerdictRule
{
    // Quartiles of fewer delays are too uncertain.
    private const long FewestDelays = 20;

    // Half of the delays within a tenth of the middle.
    private const double LeastDispersion = 0.1;

    public string Name => "jitter";

    public Verdict? Judge(ClientProfile profile)
    {
        if (profile.Delays.MaxBy(delays => delays.Total) is not { } most || most.Quantile(0.5) < 5
            || (profile.IsRecognised && profile.Likeliest!.Policy.IsAdaptive)) // where the rate limiter holds it back, delays are alike
        {
            return null;
        }

        double dispersion = most.QuartileDispersion();
        double? documented = profile.IsRecognised ? Dispersion(profile, most) : null;
        string expected = documented is { } spread
            ? profile.Likeliest!.Policy.Backoff.After(most.Histogram.Trigger).Jitter == JitterKind.None ? "none" : $"half of the delays within {100 * spread:0}% of the middle"
            : $"half of the delays no closer than {100 * LeastDispersion:0}% to the middle";
        VerdictOutcome outcome = most.Total < FewestDelays ? VerdictOutcome.Undecided
            : documented is { } wanted
                ? dispersion < wanted / 2 && wanted > LeastDispersion ? VerdictOutcome.Deviates : VerdictOutcome.Conforms
            : dispersion < LeastDispersion ? VerdictOutcome.AgainstPractice
            : VerdictOutcome.Conforms;
        return new(
            Name,
            outcome,
            profile.IsRecognised ? profile.GenerationJudgedBy : null,
            expected,
            $"half of them between {DurationText.Of(most.Quantile(0.25))} and {DurationText.Of(most.Quantile(0.75))} ({100 * dispersion:0}%), standard deviation by mean {most.Histogram.Variation:0.00}",
            outcome switch
            {
                VerdictOutcome.Undecided => $"Too few delays to tell: {FewestDelays} before the same retry would do.",
                VerdictOutcome.Conforms when documented <= LeastDispersion => "Its SDK documents no jitter.",
                VerdictOutcome.Conforms => "Its delays vary.",
                _ => "Its delays are all the same: clients that fail together come back together.",
            },
            profile.IsRecognised ? profile.Likeliest!.Policy.Source : PracticeSources.BuildersLibrary,
            most.Total,
            profile.Evidence.Exemplars(Finding.Retried));
    }

    // Of the formula under the client's own overhead: that of a slow machine makes short delays vary less.
    private static double Dispersion(ClientProfile profile, ObservedDelays delays)
    {
        CandidatePolicy candidate = profile.Likeliest!;
        var formula = new DelayFormula(candidate.Policy.Backoff.After(delays.Histogram.Trigger), delays.Retries);
        ClientOverhead overhead = candidate.Fit?.Overhead ?? ClientOverhead.Possible[0];
        double first = Quantile(0.25);
        double third = Quantile(0.75);
        return third > 0 ? (third - first) / (third + first) : 0;

        double Quantile(double share)
        {
            (double low, double high) = (0, 1e7);
            while (high - low > 0.01)
            {
                double middle = (low + high) / 2;
                (low, high) = formula.Delay(middle, overhead) < share ? (middle, high) : (low, middle);
            }

            return high;
        }
    }
}
