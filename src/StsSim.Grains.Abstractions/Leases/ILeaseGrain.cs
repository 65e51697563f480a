using Orleans.Concurrency;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Leases;

/// <summary>One lease: makes its account, puts it back to how it began, and ends it. Key: the lease's id.</summary>
[Alias("stssim.ILeaseGrain")]
public interface ILeaseGrain : IGrainWithStringKey
{
    /// <summary>Begins the lease. Its account is there for every gateway when this returns.</summary>
    [Alias("Take"), ResponseTimeout(WorkPatience.Text)]
    Task Take(Lease lease, AccountDefinition account, AccountQuotas quotas, Misbehaviour misbehaviour);

    /// <summary>The lease, or <see langword="null"/> where it never was, was freed or has expired.</summary>
    [AlwaysInterleave, Alias("Get")]
    ValueTask<Lease?> Get();

    /// <summary>Puts the account back to how the lease began: identities, quotas, faults, clock, sessions and ledgers.</summary>
    /// <returns>Whether there is such a lease.</returns>
    [Alias("Reset"), ResponseTimeout(WorkPatience.Text)]
    Task<bool> Reset();

    /// <summary>Ends the lease, and everything of its account.</summary>
    /// <returns>Whether there was such a lease.</returns>
    [Alias("Free"), ResponseTimeout(WorkPatience.Text)]
    Task<bool> Free();
}
