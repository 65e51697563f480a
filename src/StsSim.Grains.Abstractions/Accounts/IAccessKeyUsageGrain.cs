using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>When the long-term keys of one account were last used. Key: the account id.</summary>
[Alias("stssim.IAccessKeyUsageGrain")]
public interface IAccessKeyUsageGrain : IGrainWithStringKey
{
    /// <summary>Takes what one gateway saw; of two uses of a key the later stays.</summary>
    [AlwaysInterleave, Alias("Record")]
    Task Record(IReadOnlyList<KeyValuePair<string, AccessKeyUse>> uses);

    /// <summary>A key's last use, exact: every gateway tells what it knows first. <see langword="null"/> for one never used.</summary>
    [Alias("Find")]
    Task<AccessKeyUse?> Find(string accessKeyId);

    /// <summary>Forgets every use.</summary>
    [Alias("Clear")]
    Task Clear();
}
