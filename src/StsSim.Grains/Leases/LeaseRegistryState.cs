using StsSim.Grains.Abstractions.Leases;

namespace StsSim.Grains.Leases;

/// <summary>What a shard of the lease registry keeps in storage: each lease by its id.</summary>
[GenerateSerializer, Alias("stssim.LeaseRegistryState")]
internal sealed class LeaseRegistryState
{
    [Id(1)] public Dictionary<string, RegisteredLease> Leases { get; set; } = [];
}
