using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Whom a group is judged as: by what it says of itself, and by how its delays are spread.</summary>
internal sealed class ClientProfile
{
    private readonly BackoffClassifier _classifier;

    public ClientProfile(GroupEvidence evidence)
    {
        Evidence = evidence;
        _classifier = new BackoffClassifier(evidence.Delays, evidence.AttemptsPerInvocation, evidence.Figures[ClientFigure.Hedges] ?? 0);
        Candidates = [.. RetryPolicies.Of(evidence.Group).Select(policy => new CandidatePolicy(policy, _classifier.Suffices ? _classifier.Fit(policy.Backoff) : null))];
        Generation = IsRecognised ? GenerationFinding.Of(this) : GenerationFinding.None;
        Plausible = Generation.Generation is { } generation
            ? [.. Candidates.Where(candidate => candidate.Policy.Generation == generation)]
            : Candidates;
        Fits = _classifier.Suffices ? [.. OtherFits().OrderByDescending(fit => fit.LogLikelihood)] : [];
    }

    public GroupEvidence Evidence { get; }

    /// <summary>What the SDK documents in the mode that the group says; none where it is no known SDK.</summary>
    public IReadOnlyList<CandidatePolicy> Candidates { get; }

    /// <summary>The candidates that the generation leaves.</summary>
    public IReadOnlyList<CandidatePolicy> Plausible { get; }

    public GenerationFinding Generation { get; }

    /// <summary>All ways of waiting, the likeliest first; none where there are too few delays.</summary>
    public IReadOnlyList<PolicyFit> Fits { get; }

    public IReadOnlyList<ObservedDelays> Delays => _classifier.Delays;

    /// <summary>How many delays there are to compare with formulas.</summary>
    public long DelayCount => _classifier.Total;

    /// <summary>Whether the client says that it makes one attempt, and no more.</summary>
    public bool RetriesAreOff => Evidence.SaidMaximum == 1;

    /// <summary>Whether it is judged by what its SDK documents.</summary>
    public bool IsRecognised => Candidates.Count > 0 && !RetriesAreOff;

    /// <summary>Whether anything was retried.</summary>
    public bool HasRetried => Evidence.AttemptsPerInvocation.Skip(1).Any(invocations => invocations > 0) || Evidence.Delays.Any(delays => delays.Total > 0);

    /// <summary>The candidate that its delays suit best, or the first.</summary>
    public CandidatePolicy? Likeliest => Plausible.MaxBy(candidate => candidate.Fit?.LogLikelihood ?? double.NegativeInfinity);

    /// <summary>The rules that verdicts are by: <see langword="null"/> where several are possible.</summary>
    public string? GenerationJudgedBy => Plausible.Select(candidate => candidate.Policy.Generation).Distinct().ToArray() is [string only] ? only : null;

    /// <summary>How many attempts it makes at most, by its own word or else by its SDK's; 0 where neither is known.</summary>
    public int MaximumAttempts => Evidence.SaidMaximum > 0 ? Evidence.SaidMaximum : Plausible.Select(candidate => candidate.Policy.MaximumAttempts).DefaultIfEmpty().Max();

    /// <returns>Whether it retries that; <see langword="null"/> where that is not known, or not the same by all rules that are possible.</returns>
    public bool? Retries(CodeEvidence failure)
    {
        bool?[] answers = IsRecognised
            ? [.. Plausible.Select(candidate => candidate.Policy.Errors.Retries(failure)).Distinct()]
            : [RetryableErrors.Practice.Retries(failure)];
        return answers.Length == 1 ? answers[0] : null;
    }

    /// <summary>The sum of a group's figure, 0 where it does not exist.</summary>
    public double Figure(ClientFigure figure) => Evidence.Figures[figure] ?? 0;

    private IEnumerable<PolicyFit> OtherFits()
    {
        // Equal likelihoods keep this order: its own rules come before those that only look the same.
        foreach (CandidatePolicy candidate in Candidates)
        {
            yield return candidate.Fit!;
        }

        foreach (BackoffPolicy policy in BackoffPolicies.Documented.Concat(BackoffShapes.FittedTo(Delays)))
        {
            if (!Candidates.Any(candidate => candidate.Policy.Backoff == policy))
            {
                yield return _classifier.Fit(policy);
            }
        }
    }
}
