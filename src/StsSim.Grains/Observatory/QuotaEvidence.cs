namespace StsSim.Grains.Observatory;

/// <summary>A retry quota of 500 tokens, replayed for each client as if it were one object of the SDK.</summary>
/// <param name="RetryCostTransient">What the replayed rule takes for a transient error: 14 by the new rules, 5 by the old.</param>
/// <param name="Least">The least that was left of any.</param>
/// <param name="StopsWhenSpent">Invocations that went silent with an attempt due, and the replayed quota could not pay for it, or was down to its last fifth.</param>
/// <param name="StopsWithTokensLeft">Likewise, and it could.</param>
/// <param name="RetriesWhenSpent">Retries that the replayed quota could not pay for.</param>
internal sealed record QuotaEvidence(int RetryCostTransient, double Least, long StopsWhenSpent, long StopsWithTokensLeft, long RetriesWhenSpent);
