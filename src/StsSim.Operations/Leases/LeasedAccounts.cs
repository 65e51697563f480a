using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Cluster;
using StsSim.Operations.Sessions;

namespace StsSim.Operations.Leases;

/// <summary>
/// Isolated accounts for test runs: each lease is an account that nobody else has, with fresh credentials, quotas and
/// ledgers of its own, gone when it is freed or its time is over.
/// </summary>
public sealed class LeasedAccounts(
    IGrainFactory grains, ClusterLink cluster, AccessKeyNumbers numbers, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    // Leased ids are told from those of a world at a glance: they begin with an 8.
    private const long FirstAccountId = 800_000_000_000;
    private const string Prefix = "lease-";

    /// <summary>Begins a lease; <see langword="null"/> where <see cref="ILeaseRegistryGrain.Maximum"/> of them live already.</summary>
    public async Task<Lease?> TakeAsync(TimeSpan duration, AccountQuotas quotas, Misbehaviour misbehaviour)
    {
        if (cluster.Environment.LeasedCount >= ILeaseRegistryGrain.Maximum)
        {
            return null;
        }

        AccountId account = NewAccountId();
        ulong serial = cluster.Environment.Serials.Permute((ulong)await numbers.NextAsync());
        var lease = new Lease(
            RandomId.Create(Prefix),
            account.ToString(),
            AccessKeyId.Encode(AccessKeyId.LongTerm, account, serial),
            SecretAccessKey.Create(),
            Arn.Role(Partition.Commercial, account.ToString(), "/", LeaseAccount.RoleName),
            time.GetUtcNow() + duration);
        ILeaseRegistryGrain registry = ILeaseRegistryGrain.Of(grains, lease.Id);
        var registered = new RegisteredLease(lease.Id, lease.AccountId, lease.ExpiresAt);
        await registry.Register(registered);
        await Lease(lease.Id).Take(lease, LeaseAccount.Of(lease, time.GetUtcNow()), quotas, misbehaviour);
        await registry.Register(registered); // a reset may have ended the lease before it began, and nobody would end it now
        return lease;
    }

    public async Task<Lease?> FindAsync(string leaseId) => IsWellFormed(leaseId) ? await Lease(leaseId).Get() : null;

    /// <summary>Every live lease, the first to end first.</summary>
    public Task<IReadOnlyList<RegisteredLease>> ListAsync() => ILeaseRegistryGrain.ListAllAsync(grains);

    /// <summary>Puts a leased account back to how it began. Returns whether there is such a lease.</summary>
    public async Task<bool> ResetAsync(string leaseId) => IsWellFormed(leaseId) && await Lease(leaseId).Reset();

    /// <summary>Ends a lease. Returns whether there was one.</summary>
    public async Task<bool> FreeAsync(string leaseId)
    {
        if (!IsWellFormed(leaseId))
        {
            return false;
        }

        bool lived = await Lease(leaseId).Free();
        await ILeaseRegistryGrain.Of(grains, leaseId).Forget(leaseId);
        return lived;
    }

    private AccountId NewAccountId()
    {
        while (true)
        {
            var id = new AccountId(FirstAccountId + (RandomNumberGenerator.GetInt32(100_000) * 1_000_000L) + RandomNumberGenerator.GetInt32(1_000_000));
            if (!cluster.Environment.Exists(id))
            {
                return id;
            }
        }
    }

    private static bool IsWellFormed(string leaseId) => RandomId.IsWellFormed(leaseId, Prefix);

    private ILeaseGrain Lease(string leaseId) => grains.GetGrain<ILeaseGrain>(leaseId);
}
