using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>A client whose retry quota is spent stops retrying until calls succeed again.</summary>
internal sealed class RetryQuotaRule : IVerdictRule
{
    // A program may have several client objects, each with a quota of its own; nothing on the wire tells them apart.
    private const double MostObjects = 8;
    private const double Tolerated = 0.1;

    public string Name => "retry-quota";

    // What both replays take for a retry after throttling.
    private const int ReplayedThrottlingCost = 5;

    /// <returns><see langword="null"/> where the quota was not replayed by this policy's costs.</returns>
    public static QuotaEvidence? ReplayOf(GroupEvidence evidence, RetryPolicy policy) =>
        policy.Quota is { Throttling: ReplayedThrottlingCost } costs ? evidence.Quotas.FirstOrDefault(quota => quota.RetryCostTransient == costs.Transient) : null;

    public Verdict? Judge(ClientProfile profile)
    {
        if (!profile.IsRecognised)
        {
            return null;
        }

        (CandidatePolicy Candidate, QuotaEvidence Replay)[] replays =
        [
            .. from candidate in profile.Plausible
               let replay = ReplayOf(profile.Evidence, candidate.Policy)
               where replay is not null && replay.StopsWhenSpent + replay.RetriesWhenSpent > 0
               orderby replay.RetriesWhenSpent + replay.StopsWithTokensLeft
               select (candidate, replay),
        ];
        if (replays.Length == 0)
        {
            return null;
        }

        (CandidatePolicy judged, QuotaEvidence quota) = replays[0];
        long decisions = quota.StopsWhenSpent + quota.RetriesWhenSpent;
        RetryCosts costs = judged.Policy.Quota!;

        // What the retries beyond one quota would have cost, in quotas of further objects.
        double objects = 1 + ((double)quota.RetriesWhenSpent * costs.Transient / RetryCosts.Capacity);
        double clients = Math.Max(1, profile.Figure(ClientFigure.Clients));
        VerdictOutcome outcome = quota.RetriesWhenSpent <= Tolerated * decisions ? VerdictOutcome.Conforms
            : quota.StopsWhenSpent < Tolerated * decisions && objects / clients > MostObjects ? VerdictOutcome.Deviates
            : VerdictOutcome.Undecided;
        return new(
            Name,
            outcome,
            judged.Policy.Generation,
            $"no retry that {RetryCosts.Capacity} tokens cannot pay for, at {costs.Transient} after a transient error and {costs.Throttling} after throttling: {RetryCosts.Capacity / costs.Transient} retries in a total outage",
            $"with the quota spent {quota.StopsWhenSpent} failures were not retried, and {quota.RetriesWhenSpent} were; the least left was {quota.Least:0}",
            outcome switch
            {
                VerdictOutcome.Conforms => "It stops retrying when its quota is spent.",
                VerdictOutcome.Deviates => $"It goes on retrying: {Math.Ceiling(objects / clients):0} client objects in each client would be needed to pay for that.",
                _ => $"About {Math.Ceiling(objects / clients):0} client objects in each client would explain it, and objects are not seen on the wire.",
            },
            judged.Policy.Source,
            decisions,
            profile.Evidence.Exemplars(outcome == VerdictOutcome.Deviates ? Finding.Retried : Finding.Silent));
    }
}
