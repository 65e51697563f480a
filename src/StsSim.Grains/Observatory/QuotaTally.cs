namespace StsSim.Grains.Observatory;

/// <summary>What was seen of retry quotas under one of the rules.</summary>
internal sealed class QuotaTally
{
    // Other clients may draw from the same bucket, unseen: the SDK for .NET has one for all clients of a process.
    private const double Slack = RetryQuota.Capacity / 5;

    /// <summary>The least that was left of any client's.</summary>
    public double Least { get; private set; } = RetryQuota.Capacity;

    public long StopsWhenSpent { get; private set; }

    public long StopsWithTokensLeft { get; private set; }

    public long RetriesWhenSpent { get; private set; }

    /// <summary>A retry came, and is paid; one that there are no tokens for is that of another object of the SDK.</summary>
    public void Retried(RetryQuota quota, in SeenAttempt failed)
    {
        double left = quota.LeftAfter(failed);
        int cost = quota.CostAfter(failed);
        if (left < cost)
        {
            RetriesWhenSpent++;
            return;
        }

        quota.PayAfter(failed);
        Least = Math.Min(Least, left - cost);
    }

    /// <summary>A retry was due and never came.</summary>
    public void Stopped(RetryQuota quota, in SeenAttempt failed)
    {
        bool couldPay = quota.LeftAfter(failed) >= quota.CostAfter(failed) + Slack;
        StopsWhenSpent += couldPay ? 0 : 1;
        StopsWithTokensLeft += couldPay ? 1 : 0;
    }

    public void Add(QuotaTally other)
    {
        Least = Math.Min(Least, other.Least);
        StopsWhenSpent += other.StopsWhenSpent;
        StopsWithTokensLeft += other.StopsWithTokensLeft;
        RetriesWhenSpent += other.RetriesWhenSpent;
    }
}
