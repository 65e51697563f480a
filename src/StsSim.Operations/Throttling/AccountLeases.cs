using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

/// <summary>The token leases of one account under one set of quotas; new quotas begin with new leases.</summary>
public sealed class AccountLeases(
    AccountId account, long version, IGrainFactory grains, TimeProvider time, StsInstruments instruments)
{
    private readonly ConcurrentDictionary<string, TokenLease> _regions = new();
    private readonly ConcurrentDictionary<string, TokenLease> _federatedUsers = new();
    private long _version = version;

    /// <summary>What they are leases under: the account's own quotas or the world's.</summary>
    public AccountQuotas Quotas { get; init; } = AccountQuotas.Aws;

    /// <summary>The version of the world's quotas, where the account follows them; 0 where it has its own.</summary>
    public long DefaultQuotasVersion { get; init; }

    /// <summary>The account version these leases are asked for under.</summary>
    public long Version
    {
        get => Volatile.Read(ref _version);
        set => Volatile.Write(ref _version, value);
    }

    public TokenLease OfRegion(string region) => _regions.TryGetValue(region, out TokenLease? lease)
        ? lease
        : _regions.GetOrAdd(region, r => Create(grains.GetGrain<IQuotaGrain>(IQuotaGrain.KeyOf(account.ToString(), r))));

    public TokenLease OfFederatedUser(string name) => _federatedUsers.TryGetValue(name, out TokenLease? lease)
        ? lease
        : _federatedUsers.GetOrAdd(name, n => Create(grains.GetGrain<IFederatedUserGrain>(ISessionHolderGrain.KeyOf(account.ToString(), n))));

    /// <summary>Settles idle leases and forgets the settled ones, so that memory follows the active names only.</summary>
    public void SettleIdle(TimeSpan idle)
    {
        Settle(_regions, idle);
        Settle(_federatedUsers, idle);
    }

    private static void Settle(ConcurrentDictionary<string, TokenLease> leases, TimeSpan idle)
    {
        foreach (KeyValuePair<string, TokenLease> lease in leases)
        {
            if (lease.Value.SettleIfIdle(idle))
            {
                leases.TryRemove(lease);
            }
        }
    }

    private TokenLease Create(ITokenLessor lessor) => new(lessor, this, time, instruments);
}
