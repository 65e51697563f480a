using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Grains.Accounts;

/// <summary>What an access key usage grain keeps in storage: the last use by id of a key or role.</summary>
[GenerateSerializer, Alias("stssim.AccessKeyUsageState")]
internal sealed class AccessKeyUsageState
{
    [Id(0)] public Dictionary<string, AccessKeyUse> LastUses { get; set; } = [];
}
