using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>When the long-term keys and the roles of one account were last used. Key: the account id.</summary>
[Alias("stssim.IAccessKeyUsageGrain")]
public interface IAccessKeyUsageGrain : IGrainWithStringKey
{
    /// <summary>Takes what one gateway saw; of two uses of a key or role the later stays.</summary>
    [AlwaysInterleave, Alias("Record")]
    Task Record(IReadOnlyList<KeyValuePair<string, AccessKeyUse>> uses);

    /// <summary>The last use, exact: every gateway tells what it knows first. <see langword="null"/> for what was never used.</summary>
    /// <param name="id">Of an access key or a role.</param>
    [Alias("Find")]
    Task<AccessKeyUse?> Find(string id);

    /// <summary>Forgets every use.</summary>
    [Alias("Clear")]
    Task Clear();
}
