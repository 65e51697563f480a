using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Judges a group of clients by its SDK's documented rules, old or new, or describes it where it is no known SDK.</summary>
internal static class GroupJudge
{
    private const int MostFits = 5;
    private const int MostExemplars = 3;

    /// <summary>What is asked, in the order in which it is answered.</summary>
    public static IReadOnlyList<IVerdictRule> Rules { get; } =
    [
        new GenerationRule(), new AttemptsRule(), new BackoffRule(), new JitterRule(), new RetriesRetryableRule(), new TerminalErrorsRule(),
        new RetryAfterRule(), new RetryQuotaRule(), new LayeredRetriesRule(),
    ];

    public static Judgement Judge(GroupEvidence evidence)
    {
        var profile = new ClientProfile(evidence);
        return new Judgement(
            ClientDescription.Of(profile),
            [.. from rule in Rules
                let verdict = rule.Judge(profile)
                where verdict is not null
                select verdict with { Exemplars = [.. verdict.Exemplars.Take(MostExemplars)] }],
            Fits(profile),
            Expected(profile));
    }

    private static IReadOnlyList<BackoffFit> Fits(ClientProfile profile)
    {
        // Of shapes with several figures, and of formulas that are the same in what was seen, the first will do.
        PolicyFit[] distinct =
        [
            .. profile.Fits.DistinctBy(fit => fit.Policy.IsDocumented ? (object)fit.LogLikelihood : fit.Policy.Name),
        ];
        return
        [
            .. from fit in distinct.Take(MostFits)
               select new BackoffFit(fit.Policy.Name, fit.Policy.Formula, fit.Worst?.Distance ?? 1, fit.Fits, fit.LogLikelihood / fit.Delays),
        ];
    }

    private static IReadOnlyList<ExpectedDelays> Expected(ClientProfile profile)
    {
        PolicyFit? expected = profile.IsRecognised ? profile.Likeliest!.Fit : ClientDescription.BestFit(profile);
        return expected is null ? [] :
        [
            .. from histogram in profile.Evidence.Delays
               where histogram.Total > 0
               let formula = new DelayFormula(expected.Policy.After(histogram.Trigger), RetryMix.Of(histogram.Retry, profile.Evidence.AttemptsPerInvocation))
               select new ExpectedDelays(histogram.Retry, histogram.Trigger, formula.Shares(expected.Overhead)),
        ];
    }
}
