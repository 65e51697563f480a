namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>Reads the buckets of an account. Key: the account id.</summary>
[Alias("stssim.IAccountBucketsGrain")]
public interface IAccountBucketsGrain : IGrainWithStringKey
{
    /// <summary>How many buckets are read at most; one of a kind per name, there may be a million.</summary>
    const int Most = 1000;

    /// <summary>Every bucket that some gateway remembers, exact: gateways settle what they hold before it is read.</summary>
    [Alias("Read")]
    Task<AccountBuckets> Read();

    /// <summary>
    /// Some buckets that gateways use, those of Regions first. Nothing is settled for it, so it disturbs nobody; what gateways
    /// have used in the last moment counts as being in the bucket still.
    /// </summary>
    [Alias("Glance")]
    Task<AccountBuckets> Glance(int most);
}
