namespace StsSim.LoadTests.Simulation;

/// <summary>The retry quota of one client object.</summary>
internal sealed class RetryQuota(RetryQuotaRules rules)
{
    private int _lastCost;

    public int Left { get; private set; } = RetryQuotaRules.Capacity;

    public void InvocationStarts() => _lastCost = 0;

    /// <summary>Pays for one retry; refused where too little is left.</summary>
    public bool TryTake(StsAnswer refusal)
    {
        int cost = rules.CostOf(refusal);
        if (cost > Left)
        {
            return false;
        }

        Left -= cost;
        _lastCost = cost;
        return true;
    }

    public void InvocationSucceeded(int attempts) => Left = Math.Min(
        RetryQuotaRules.Capacity, Left + (attempts == 1 ? RetryQuotaRules.RefundWithoutRetry : _lastCost));
}
