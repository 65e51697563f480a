using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Leases;

/// <summary>Which leases live and until when; ends those whose time is over. Key: <see cref="Key"/>.</summary>
[Alias("stssim.ILeaseRegistryGrain")]
public interface ILeaseRegistryGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>More than a shared environment needs, few enough for every gateway to know all.</summary>
    const int Maximum = 10_000;

    /// <summary>Notes a lease before it begins.</summary>
    /// <returns>Whether there is room for it.</returns>
    [Alias("Register")]
    Task<bool> Register(RegisteredLease lease);

    [Alias("Forget")]
    Task Forget(string leaseId);

    /// <summary>Every live lease, the first to end first.</summary>
    [AlwaysInterleave, Alias("List")]
    ValueTask<IReadOnlyList<RegisteredLease>> List();

    /// <summary>Gateways call this now and then, so that the registry is awake to see leases expire, whatever silo failed.</summary>
    [AlwaysInterleave, Alias("Watch")]
    ValueTask Watch();
}
