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
}
