namespace StsSim.Grains.Observatory;

/// <summary>What was seen of retry quotas under one of the rules.</summary>
internal sealed class QuotaTally
{
    /// <summary>The least that was left of any client's.</summary>
    public double Least { get; private set; } = RetryQuota.Capacity;

    public long StopsWhenSpent { get; private set; }

    public long StopsWithTokensLeft { get; private set; }

    public long RetriesWhenSpent { get; private set; }

    /// <summary>A retry came, and the quota could or could not pay for it.</summary>
    public void Retried(bool paid, double left)
    {
        Least = Math.Min(Least, left);
        RetriesWhenSpent += paid ? 0 : 1;
    }

    /// <summary>A retry was due and never came.</summary>
    public void Stopped(bool couldPay)
    {
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
