using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>A client makes no more attempts than it says or its SDK documents; and any client stops somewhere.</summary>
internal sealed class AttemptsRule : IVerdictRule
{
    // Of all that is documented, C++ in the mode legacy is the most persistent.
    private static readonly int MostOfAnySdk = RetryPolicies.All.Max(policy => policy.MaximumAttempts);

    public string Name => "attempts";

    public Verdict? Judge(ClientProfile profile)
    {
        IReadOnlyList<long> byAttempts = profile.Evidence.AttemptsPerInvocation;
        long ended = byAttempts.Sum();
        if (ended == 0 || !profile.HasRetried)
        {
            return null;
        }

        int most = byAttempts.Count - byAttempts.Reverse().TakeWhile(invocations => invocations == 0).Count();
        string mostText = most == byAttempts.Count ? $"{most} or more" : $"{most}";
        int limit = profile.Evidence.SaidMaximum > 0 || profile.IsRecognised ? profile.MaximumAttempts : MostOfAnySdk;
        long beyond = profile.Evidence.SaidMaximum > 0 ? profile.Evidence.BeyondMaximum : byAttempts.Skip(limit).Sum();
        string observed = $"{mostText} at most; {beyond} of {ended} invocations made more than {limit}, {profile.Figure(ClientFigure.Exhausted):0} ended at the limit";
        IReadOnlyList<ReconstructedInvocation> exemplars = profile.Evidence.Exemplars(beyond > 0 ? Finding.BeyondMaximum : Finding.Exhausted);

        if (profile.IsRecognised)
        {
            RetryPolicy documented = profile.Likeliest!.Policy;
            string expected = profile.Evidence.SaidMaximum == 0 ? $"at most {limit} attempts"
                : limit == documented.MaximumAttempts ? $"at most {limit} attempts, as documented and as the client says"
                : $"at most {limit} attempts, as the client says; {documented.MaximumAttempts} unless it is configured";
            return beyond == 0
                ? new(Name, VerdictOutcome.Conforms, profile.GenerationJudgedBy, expected, observed, "It stops where it should.", documented.Source, ended, exemplars)
                : profile.Evidence.SaidMaximum > 0
                    ? new(Name, VerdictOutcome.Deviates, profile.GenerationJudgedBy, expected, observed, "It goes on after the attempt that it called its last.", documented.Source, ended, exemplars)
                    : new(Name, VerdictOutcome.Undecided, profile.GenerationJudgedBy, expected, observed, "It makes more than the default and does not say its maximum: it may be configured so.", documented.Source, ended, exemplars);
        }

        string limits = profile.Evidence.SaidMaximum > 0 ? $"at most {limit} attempts, as the client says" : $"a limit; no SDK documents more than {MostOfAnySdk} attempts";
        return beyond > 0
            ? new(Name, VerdictOutcome.AgainstPractice, Generation: null, limits, observed, profile.Evidence.SaidMaximum > 0 ? "It goes on after the attempt that it called its last." : "It goes on long after other clients have given up.", PracticeSources.GeneralReference, ended, exemplars)
            : new(Name, VerdictOutcome.Conforms, Generation: null, limits, observed, "It gives up in time.", PracticeSources.GeneralReference, ended, exemplars);
    }
}
