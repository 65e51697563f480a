using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Leases;

/// <summary>What a lease grain keeps in storage: the lease, and its account as it began.</summary>
[GenerateSerializer, Alias("stssim.LeaseState")]
internal sealed class LeaseState
{
    [Id(0)] public Lease? Lease { get; set; }

    [Id(1)] public AccountDefinition? Account { get; set; }

    [Id(2)] public AccountQuotas Quotas { get; set; } = AccountQuotas.Aws;

    [Id(3)] public Misbehaviour Misbehaviour { get; set; } = Misbehaviour.None;
}
