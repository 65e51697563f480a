using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Which generation of rules an SDK follows: both are documented, and the client does not say.</summary>
internal sealed class GenerationRule : IVerdictRule
{
    public string Name => "generation";

    public Verdict? Judge(ClientProfile profile)
    {
        GenerationFinding found = profile.Generation;
        if (!profile.IsRecognised || profile.Candidates.Count < 2 || !profile.HasRetried)
        {
            return null;
        }

        return new(
            Name,
            found.Generation is null ? VerdictOutcome.Undecided : VerdictOutcome.Conforms,
            found.Generation,
            found.Expected,
            found.Observed,
            found.Explanation,
            profile.Likeliest!.Policy.Source,
            found.Samples,
            found.Generation is null ? [] : profile.Evidence.Exemplars(Finding.Retried));
    }
}
