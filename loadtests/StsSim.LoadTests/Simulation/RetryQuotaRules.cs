namespace StsSim.LoadTests.Simulation;

/// <summary>What retries cost a client, out of a store that successes fill up again.</summary>
internal sealed record RetryQuotaRules(int TransientCost, int ThrottlingCost)
{
    public const int Capacity = 500;

    /// <summary>For a success at the first attempt; a success after a retry gives back what that retry cost.</summary>
    public const int RefundWithoutRetry = 1;

    public int CostOf(StsAnswer refusal) => refusal == StsAnswer.Throttled ? ThrottlingCost : TransientCost;
}
