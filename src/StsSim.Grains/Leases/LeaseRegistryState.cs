namespace StsSim.Grains.Leases;

/// <summary>What the lease registry keeps in storage: when each lease ends, by its id.</summary>
[GenerateSerializer, Alias("stssim.LeaseRegistryState")]
internal sealed class LeaseRegistryState
{
    [Id(0)] public Dictionary<string, DateTimeOffset> ExpiresAt { get; set; } = [];
}
