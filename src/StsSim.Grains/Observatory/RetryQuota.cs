using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// The token bucket that SDKs pay retries from, replayed for one client: 500 tokens, an attempt's cost back where it
/// succeeds, one token for a success without a retry (specification 2.0, and 2.1 of November 2026).
/// </summary>
internal struct RetryQuota(int transientCost, int timeoutCost)
{
    public const double Capacity = 500;

    private const int ThrottlingCost = 5;

    private float _tokens = (float)Capacity;

    public readonly double Tokens => _tokens;

    public readonly int TransientCost => transientCost;

    /// <summary>By the rules of November 2026: 14 for what is transient, timeouts included, and 5 for throttling.</summary>
    public static RetryQuota New => new(transientCost: 14, timeoutCost: 14);

    /// <summary>By the rules before: 5, and 10 for timeouts.</summary>
    public static RetryQuota Old => new(transientCost: 5, timeoutCost: 10);

    public readonly int CostAfter(in SeenAttempt failed) => failed.Trigger == RetryTrigger.Throttling ? ThrottlingCost
        : failed.Outcome == AttemptOutcome.Abandoned ? timeoutCost
        : transientCost;

    public readonly bool CanPayAfter(in SeenAttempt failed) => _tokens >= CostAfter(failed);

    /// <summary>A retry came. Returns whether there were tokens for it.</summary>
    public bool PayAfter(in SeenAttempt failed)
    {
        int cost = CostAfter(failed);
        if (_tokens < cost)
        {
            return false;
        }

        _tokens -= cost;
        return true;
    }

    public void Succeeded(in SeenAttempt? before) => _tokens = (float)Math.Min(Capacity, _tokens + (before is { } failed ? CostAfter(failed) : 1));
}
