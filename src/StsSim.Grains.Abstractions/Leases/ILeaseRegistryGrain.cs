using System.Globalization;
using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Leases;

/// <summary>
/// Which leases live and until when; ends those whose time is over. A share of them, so that to note one does not mean to
/// store ten thousand. Key: the shard, see <see cref="ShardOf"/>.
/// </summary>
[Alias("stssim.ILeaseRegistryGrain")]
public interface ILeaseRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>More than a shared environment needs, few enough for every gateway to know all.</summary>
    const int Maximum = 10_000;

    const int Shards = 16;

    /// <summary>The shard of a lease: its id ends in a random hexadecimal digit.</summary>
    static int ShardOf(string leaseId) => int.Parse(leaseId.AsSpan(leaseId.Length - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    static ILeaseRegistryGrain Of(IGrainFactory grains, string leaseId) => grains.GetGrain<ILeaseRegistryGrain>(ShardOf(leaseId));

    /// <summary>Every live lease of every shard, the first to end first.</summary>
    static async Task<IReadOnlyList<RegisteredLease>> ListAllAsync(IGrainFactory grains)
    {
        IReadOnlyList<RegisteredLease>[] shards = await Task.WhenAll(
            Enumerable.Range(0, Shards).Select(shard => grains.GetGrain<ILeaseRegistryGrain>(shard).List().AsTask()));
        return [.. shards.SelectMany(leases => leases).OrderBy(lease => lease.ExpiresAt)];
    }

    /// <summary>Gateways call this now and then, so that the shards are awake to see leases expire, whatever silo failed.</summary>
    static Task WatchAllAsync(IGrainFactory grains) => Task.WhenAll(
        Enumerable.Range(0, Shards).Select(shard => grains.GetGrain<ILeaseRegistryGrain>(shard).Watch().AsTask()));

    /// <summary>Notes a lease before it begins.</summary>
    [Alias("Register")]
    Task Register(RegisteredLease lease);

    /// <summary>Forgets a lease that has ended.</summary>
    [Alias("Forget")]
    Task Forget(string leaseId);

    /// <summary>Every live lease of the shard.</summary>
    [AlwaysInterleave, Alias("List")]
    ValueTask<IReadOnlyList<RegisteredLease>> List();

    [AlwaysInterleave, Alias("Watch")]
    ValueTask Watch();
}
