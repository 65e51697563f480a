using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Where an answer names the time to wait, whom that binds waits for it.</summary>
internal sealed class RetryAfterRule : IVerdictRule
{
    /// <summary>By the new rules a hint adds at most that to the client's own delay: a longer one is not waited for in full.</summary>
    public const int MostAddedMs = 5000;

    private const double Tolerated = 0.05;
    private const long FewestRetries = 5;

    public string Name => "retry-after";

    public Verdict? Judge(ClientProfile profile)
    {
        HintEvidence[] hints = [.. profile.Evidence.Hints.Where(hint => hint.Retries > 0)];
        if (hints.Length == 0)
        {
            return null;
        }

        // Both kinds of header are one rule; what binds is judged, and what does not is only told where nothing else is.
        HintEvidence[] binding = [.. hints.Where(hint => Binds(hint, profile) == true)];
        HintEvidence[] open = [.. hints.Where(hint => Binds(hint, profile) is null)];
        HintEvidence[] shown = binding.Length > 0 ? binding : open.Length > 0 ? open : hints;
        long retries = shown.Sum(hint => hint.Retries);
        long early = shown.Sum(hint => hint.Early);
        string header = string.Join(" and ", shown.Select(hint => hint.IsAws ? "x-amz-retry-after" : "Retry-After"));
        string observed = $"{early} of {retries} retries came before the time of {header}";
        string source = profile.IsRecognised ? profile.Likeliest!.Policy.Source : PracticeSources.RetryAfter;
        string? generation = profile.IsRecognised ? profile.GenerationJudgedBy : null;
        if (binding.Length == 0)
        {
            return open.Length > 0
                ? new(Name, VerdictOutcome.Undecided, generation, $"by the new rules no retry before the time of {header}; the old know no such header", observed, "It is not known which rules it follows.", source, retries, [])
                : new(Name, VerdictOutcome.Conforms, generation, $"{header} is not read by this SDK{(shown.Any(hint => hint.IsAws) ? " under the old rules" : "")}", observed, "It may come before the time: its rules know no such header.", source, retries, []);
        }

        bool isEarly = early > Tolerated * retries;
        bool mayBeEarly = profile.IsRecognised && shown.Any(hint => hint.IsAws && hint.MostMs > MostAddedMs);
        VerdictOutcome outcome = retries < FewestRetries || (isEarly && mayBeEarly) ? VerdictOutcome.Undecided
            : !isEarly ? VerdictOutcome.Conforms
            : profile.IsRecognised ? VerdictOutcome.Deviates
            : VerdictOutcome.AgainstPractice;
        return new(
            Name,
            outcome,
            generation,
            $"no retry before the time of {header}",
            observed,
            outcome switch
            {
                VerdictOutcome.Conforms => "It waits as long as it is asked to.",
                VerdictOutcome.Undecided when retries < FewestRetries => $"Too few retries to tell: {FewestRetries} would do.",
                VerdictOutcome.Undecided => "It was asked to wait for more than the five seconds that the rules let a hint add.",
                _ => $"It ignores {header}.",
            },
            source,
            retries,
            isEarly ? profile.Evidence.Exemplars(Finding.IgnoredRetryAfter) : []);
    }

    // null: by some of the rules that are possible.
    private static bool? Binds(HintEvidence hint, ClientProfile profile)
    {
        if (!profile.IsRecognised)
        {
            return true;
        }

        bool[] answers = [.. profile.Plausible.Select(candidate => hint.IsAws ? candidate.Policy.HeedsAwsRetryAfter : candidate.Policy.HeedsRetryAfter).Distinct()];
        return answers.Length == 1 ? answers[0] : null;
    }
}
