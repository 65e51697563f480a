using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Accounts;

/// <summary>
/// The accounts a gateway has met. The first request of an account asks its grain; after that the grain pushes what
/// changes, so a warm request waits for nobody.
/// </summary>
public sealed class AccountCache(
    IGrainFactory grains, AccountLeasesFactory leases, StsInstruments instruments, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    private const int AccountsAtATime = 64;

    private readonly ConcurrentDictionary<AccountId, Account> _accounts = new();

    private readonly AccountReadings _readings = new();
    private volatile Defaults _defaults = new(AccountQuotas.Aws, Version: 0);

    public IEnumerable<Account> Known => _accounts.Values;

    /// <summary>The account as STS knows it, or <see langword="null"/> where it was never provisioned.</summary>
    /// <param name="id">Must be an account the environment names: anything else would activate a grain for nothing.</param>
    public ValueTask<Account?> FindAsync(AccountId id) => _accounts.TryGetValue(id, out Account? account)
        ? new ValueTask<Account?>(account.Unpropagated is null ? account : account.PropagatedAt(time.GetUtcNow()))
        : LoadAsync(id);

    /// <summary>The account if it was met before, else <see langword="null"/>.</summary>
    public Account? FindKnown(AccountId id) => _accounts.GetValueOrDefault(id);

    /// <summary>The same account as IAM knows it: every change that was acknowledged is in it.</summary>
    public Account NewestOf(Account account) => _accounts.GetValueOrDefault(account.Id, account);

    /// <summary>The account as it is in the cluster now, whatever is held here.</summary>
    public ValueTask<Account?> ReloadAsync(AccountId id) => LoadAsync(id);

    /// <summary>Takes a snapshot that was pushed, unless a newer one is here already.</summary>
    public Account Install(AccountSnapshot snapshot)
    {
        AccountId id = AccountId.Parse(snapshot.Account.AccountId);
        _readings.Require(id, snapshot.Version);
        return Take(id, snapshot);
    }

    private Account Take(AccountId id, AccountSnapshot snapshot)
    {
        _accounts.AddOrUpdate(
            id,
            _ => new Account(snapshot, CreateLeases(id, snapshot.Version, QuotasOf(snapshot))),
            (_, held) => held.Version >= snapshot.Version ? held : held.ReplaceWith(new Account(snapshot, LeasesFor(held, snapshot)), time.GetUtcNow()));
        return FollowDefaults(id) ?? new Account(snapshot, CreateLeases(id, snapshot.Version, QuotasOf(snapshot)));
    }

    /// <summary>Takes one step. An account nobody here has met stays unknown, and one that missed a step is read anew.</summary>
    public async ValueTask ApplyAsync(AccountUpdate update)
    {
        AccountId id = AccountId.Parse(update.AccountId);
        _readings.Require(id, update.Version);
        while (_accounts.TryGetValue(id, out Account? held) && held.Version < update.Version)
        {
            if (held.Version != update.Version - 1)
            {
                try
                {
                    await LoadAsync(id);
                    return;
                }
                catch
                {
                    Remove(id); // the next request reads it, and none goes on with what was before
                    throw;
                }
            }

            AccountLeases kept = LeasesFor(held, held.OwnQuotasInForceAfter(update.Change), update.Version);
            if (_accounts.TryUpdate(id, held.Apply(update, kept, time.GetUtcNow()), held))
            {
                FollowDefaults(id);
                return;
            }
        }
    }

    /// <summary>Puts every account that follows the quotas of the world under these.</summary>
    public void SetDefaultQuotas(AccountQuotas quotas, long version)
    {
        _defaults = new Defaults(quotas, version);
        foreach (AccountId id in _accounts.Keys)
        {
            FollowDefaults(id);
        }
    }

    /// <summary>Settles what is held of an account's buckets; returns their names, up to <paramref name="most"/>.</summary>
    public Task<IReadOnlyList<string>> SettleLeasesAsync(AccountId id, int most) =>
        _accounts.TryGetValue(id, out Account? held) ? held.Leases.SettleAsync(most) : Task.FromResult<IReadOnlyList<string>>([]);

    public void Remove(AccountId id)
    {
        _readings.Require(id, long.MaxValue);
        _accounts.TryRemove(id, out _);
    }

    /// <summary>Reads every account met so far anew. One that cannot be read is forgotten, and read when it is asked for.</summary>
    public async Task RefreshAsync()
    {
        _readings.RequireAnew(); // what is under way may be of before
        foreach (AccountId[] some in _accounts.Keys.Chunk(AccountsAtATime))
        {
            await Task.WhenAll(some.Select(RefreshAsync));
        }
    }

    private async Task RefreshAsync(AccountId id)
    {
        try
        {
            await LoadAsync(id);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            Remove(id);
        }
    }

    private static AccountQuotas? QuotasOf(AccountSnapshot snapshot) => snapshot.Misbehaviour.Phase?.Quotas ?? snapshot.Quotas;

    private AccountLeases LeasesFor(Account held, AccountSnapshot snapshot) => held.ProvisionedAt == snapshot.ProvisionedAt
        ? LeasesFor(held, QuotasOf(snapshot), snapshot.Version)
        : CreateLeases(held.Id, snapshot.Version, QuotasOf(snapshot));

    // Leases survive a change of anything but the limits they were given under.
    private AccountLeases LeasesFor(Account held, AccountQuotas? ownQuotas, long version)
    {
        if (held.OwnQuotasInForce != ownQuotas)
        {
            return LeasesUnder(held, ownQuotas, version);
        }

        held.Leases.Version = version;
        return held.Leases;
    }

    private AccountLeases LeasesUnder(Account held, AccountQuotas? ownQuotas, long version)
    {
        Defaults defaults = _defaults;
        return ownQuotas is not null
            ? held.Leases.Under(ownQuotas, version, defaultQuotasVersion: 0)
            : held.Leases.Under(defaults.Quotas, version, defaults.Version);
    }

    private AccountLeases CreateLeases(AccountId id, long version, AccountQuotas? ownQuotas)
    {
        Defaults defaults = _defaults;
        return ownQuotas is not null
            ? leases.Create(id, version, ownQuotas, defaultQuotasVersion: 0)
            : leases.Create(id, version, defaults.Quotas, defaults.Version);
    }

    // Called after an account or the defaults have changed, so whichever comes second puts the one under the other.
    private Account? FollowDefaults(AccountId id)
    {
        while (_accounts.TryGetValue(id, out Account? held))
        {
            if (held.OwnQuotasInForce is not null || held.Leases.DefaultQuotasVersion >= _defaults.Version)
            {
                held.Leases.TakeOver();
                return held;
            }

            Account following = held.Under(LeasesUnder(held, ownQuotas: null, held.Version));
            if (_accounts.TryUpdate(id, following, held))
            {
                following.Leases.TakeOver();
                return following;
            }
        }

        return null;
    }

    private async ValueTask<Account?> LoadAsync(AccountId id)
    {
        while (true)
        {
            using AccountReadings.Reading reading = _readings.Begin(id);
            instruments.CountGrainCall("snapshot");
            AccountSnapshot? snapshot = await grains.GetGrain<IAccountGrain>(id.ToString()).GetSnapshot();
            Account? account = null;
            if (reading.TryTake(snapshot?.Version ?? -1, TakeOrForget))
            {
                return account;
            }

            void TakeOrForget()
            {
                if (snapshot is not null)
                {
                    account = Take(id, snapshot);
                }
                else
                {
                    _accounts.TryRemove(id, out _); // its end may not have been told here
                }
            }
        }
    }

    private sealed record Defaults(AccountQuotas Quotas, long Version);
}
