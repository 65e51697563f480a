using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What is documented as retryable is retried, while attempts and the retry quota last.</summary>
internal sealed class RetriesRetryableRule : IVerdictRule
{
    // Some invocations end for other reasons: a deadline of the application, a process that is stopped.
    private const double Tolerated = 0.05;
    private const long FewestUnexplained = 5;

    public string Name => "retries-retryable";

    public Verdict? Judge(ClientProfile profile)
    {
        CodeEvidence[] failures = [.. profile.Evidence.Codes.Where(failure => failure.Answers > 0 && profile.Retries(failure) == true)];
        long answers = failures.Sum(failure => failure.Answers);
        long retried = failures.Sum(failure => failure.Retried);
        if (answers == 0 || profile.RetriesAreOff || profile.Plausible.Any(candidate => candidate.Policy.FailsWhenHeldBack))
        {
            return null;
        }

        string observed = $"{retried} of {answers} were retried ({100.0 * retried / answers:0}%)";
        IReadOnlyList<ReconstructedInvocation> exemplars = profile.Evidence.Exemplars(answers > retried ? Finding.Silent : Finding.Retried);
        if (!profile.IsRecognised)
        {
            return new(Name, VerdictOutcome.Described, Generation: null, "no rule: whether to retry is a client's choice", observed,
                retried == 0 ? "It gives up at the first failure." : "That is how often it tries again.", PracticeSources.BuildersLibrary, answers, exemplars);
        }

        // Of quotas that are not replayed with their own costs, the more lenient replay is near enough to forgive.
        bool isRationed = profile.Plausible.Any(candidate => candidate.Policy.Quota is not null);
        bool isReplayed = profile.Plausible.All(candidate => RetryQuotaRule.ReplayOf(profile.Evidence, candidate.Policy) is not null);
        long spent = !isRationed ? 0 : profile.Evidence.Quotas
            .Where(quota => !isReplayed || profile.Plausible.Any(candidate => RetryQuotaRule.ReplayOf(profile.Evidence, candidate.Policy) == quota))
            .Select(quota => quota.StopsWhenSpent).DefaultIfEmpty().Max();
        long unexplained = Math.Max(0, answers - retried - spent);
        bool fallsShort = unexplained >= FewestUnexplained && unexplained > Tolerated * answers;
        bool mayBeSpentByOthers = retried > 0 && isRationed && profile.Plausible.Any(candidate => candidate.Policy.QuotaIsOfProcess);
        VerdictOutcome outcome = fallsShort && !mayBeSpentByOthers ? VerdictOutcome.Deviates
            : fallsShort || answers < KolmogorovSmirnov.FewestValues ? VerdictOutcome.Undecided
            : VerdictOutcome.Conforms;
        return new(
            Name,
            outcome,
            profile.GenerationJudgedBy,
            $"all while attempts{(isRationed ? " and the retry quota" : "")} last",
            spent > 0 ? $"{observed}; {Math.Min(spent, answers - retried)} were not because the retry quota was spent" : observed,
            outcome switch
            {
                VerdictOutcome.Deviates => $"It gives up failures that its SDK retries: {Text(failures.Where(failure => failure.Answers > failure.Retried))}.",
                VerdictOutcome.Undecided when fallsShort => "Others may have spent it: the SDK has one retry quota for all clients of a process.",
                VerdictOutcome.Undecided => $"Too few failures to tell: {KolmogorovSmirnov.FewestValues} would do.",
                _ => "It tries again where its SDK does.",
            },
            profile.Likeliest!.Policy.Source,
            answers,
            exemplars);
    }

    private static string Text(IEnumerable<CodeEvidence> failures) =>
        string.Join(", ", failures.OrderByDescending(failure => failure.Answers - failure.Retried).Take(3).Select(failure => failure.Code));
}
