using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Environment;

internal sealed class EnvironmentGrain(
    [PersistentState("environment", StorageNames.Provider)] IPersistentState<EnvironmentState> state,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    GatewayBroadcast gateways) : Grain, IEnvironmentGrain, IRemindable
{
    private const int SerialKeyLength = 16;
    private const int VersionsAhead = 1000;
    private const string KeyRotation = "key-rotation";

    private static readonly TimeSpan RotationCheck = TimeSpan.FromHours(1);

    // Stored by their leases: the environment only knows of them.
    private readonly HashSet<string> _leasedAccountIds = [];

    private long _version;
    private EnvironmentSnapshot? _snapshot;
    private Task _stored = Task.CompletedTask;
    private IGrainTimer? _keyTimer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.KeyRing.Count == 0)
        {
            state.State.KeyRing.Add(KeyRing.First(time.GetUtcNow()));
            state.State.AccessKeySerialKey = RandomNumberGenerator.GetBytes(SerialKeyLength);
            await state.WriteStateAsync(cancellationToken);
        }

        _version = state.State.VersionsReserved;
        await RemindOfRotationAsync(cancellationToken);
        AwaitAnnouncedKey();
        _leasedAccountIds.UnionWith((await ILeaseRegistryGrain.ListAllAsync(GrainFactory)).Select(lease => lease.AccountId));
    }

    // The stores of reminders fail with exceptions of their own, by which callers would take a store that is away for a bug.
    private async Task RemindOfRotationAsync(CancellationToken cancellationToken)
    {
        try
        {
            await this.RegisterOrUpdateReminder(KeyRotation, RotationCheck, RotationCheck, cancellationToken);
        }
        catch (Exception e) when (e is not (OrleansException or TimeoutException or OperationCanceledException))
        {
            throw new OrleansException("The reminder of key rotations could not be stored.", e);
        }
    }

    public async ValueTask<EnvironmentSnapshot> GetSnapshot()
    {
        while (!_stored.IsCompletedSuccessfully)
        {
            await _stored; // what is not durable yet nobody may see
        }

        return _snapshot ??= TakeSnapshot();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (KeyRing.IsDue(state.State.KeyRing, time.GetUtcNow()))
        {
            await RotateKeys();
        }
    }

    public async Task RotateKeys()
    {
        await Change(environment => environment.KeyRing = KeyRing.WithAnnounced(environment.KeyRing, time.GetUtcNow()));
        AwaitAnnouncedKey();
    }

    public Task SetWorld(WorldTerms world, IReadOnlyDictionary<string, string> accountByAccessKeyId) => Change(environment =>
    {
        environment.AccountIds = [.. world.AccountIds];
        environment.AccountByAccessKeyId = new Dictionary<string, string>(accountByAccessKeyId);
        environment.DefaultQuotas = world.Quotas;
        environment.DefaultQuotasVersion = _version + 1;
        environment.Misbehaviour = world.Misbehaviour.BegunAt(time.GetUtcNow(), generation: _version + 1);
        environment.Seed = world.Seed;
    });

    public async Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change)
    {
        Misbehaviour before = state.State.Misbehaviour;
        Misbehaviour? changed = before.After(change, time.GetUtcNow(), generation: _version + 1);
        if (changed is not null)
        {
            await Change(environment =>
            {
                environment.Misbehaviour = changed;
                if (before.Phase?.Quotas != changed.Phase?.Quotas)
                {
                    environment.DefaultQuotasVersion = _version + 1;
                }
            });
        }

        return changed;
    }

    public Task SetDefaultQuotas(AccountQuotas quotas) => Change(environment =>
    {
        environment.DefaultQuotas = quotas;
        environment.DefaultQuotasVersion = _version + 1;
    });

    // Told whether known or not: what this activation has read from the leases, gateways may not have heard.
    public Task AddLeasedAccount(string accountId)
    {
        _leasedAccountIds.Add(accountId);
        return ChangeLeased(accountId, exists: true);
    }

    public async Task RemoveLeasedAccount(string accountId)
    {
        _leasedAccountIds.Remove(accountId);
        string[] aliases = [.. state.State.Aliases.Where(claim => claim.Value.AccountId == accountId).Select(claim => claim.Key)];
        if (aliases.Length > 0)
        {
            foreach (string alias in aliases)
            {
                state.State.Aliases.Remove(alias);
            }

            await Store();
        }

        await ChangeLeased(accountId, exists: false);
    }

    public async Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias)
    {
        state.State.Aliases = state.State.Aliases
            .Where(claim => _leasedAccountIds.Contains(claim.Value.AccountId))
            .ToDictionary();
        foreach ((string alias, string accountId) in accountByAlias)
        {
            state.State.Aliases[alias] = new AliasClaim(accountId, state.State.NextAliasTicket++);
        }

        await Store();
    }

    public async Task<long?> TakeAlias(string alias, string accountId)
    {
        if (state.State.Aliases.TryGetValue(alias, out AliasClaim claim) && claim.AccountId != accountId)
        {
            return null;
        }

        long ticket = state.State.NextAliasTicket++;
        state.State.Aliases[alias] = new AliasClaim(accountId, ticket);
        await Store();
        return ticket;
    }

    public async Task ReleaseAlias(string alias, long ticket)
    {
        if (state.State.Aliases.TryGetValue(alias, out AliasClaim claim) && claim.Ticket == ticket)
        {
            state.State.Aliases.Remove(alias);
            await Store();
        }
    }

    public async Task<long> ReserveAccessKeySerials(int count)
    {
        long first = state.State.NextAccessKeySerial;
        state.State.NextAccessKeySerial = first + count;
        await Store();
        return first;
    }

    // Whichever activation finds it, after whatever happened to the one that announced it.
    private void AwaitAnnouncedKey()
    {
        if (KeyRing.FindAnnounced(state.State.KeyRing) is not null)
        {
            _keyTimer ??= this.RegisterGrainTimer(SealWithAnnouncedKey, new GrainTimerCreationOptions(KeyRing.Announcement, KeyRing.Announcement) { KeepAlive = true });
        }
    }

    private async Task SealWithAnnouncedKey()
    {
        await Change(environment => environment.KeyRing = KeyRing.WithAnnouncedSealing(environment.KeyRing, time.GetUtcNow()));
        _keyTimer?.Dispose();
        _keyTimer = null;
    }

    private async Task Change(Action<EnvironmentState> change)
    {
        change(state.State);
        _snapshot = null;
        state.State.VersionsReserved = ++_version + VersionsAhead;
        await Store();
        EnvironmentSnapshot snapshot = _snapshot = TakeSnapshot();
        await gateways.ToAll(gateway => gateway.EnvironmentChanged(snapshot));
    }

    // With thousands of leases a whole snapshot each time would cost the square of their number.
    private async Task ChangeLeased(string accountId, bool exists)
    {
        _snapshot = null;
        var update = new LeasedAccountUpdate(++_version, accountId, exists);
        if (_version > state.State.VersionsReserved)
        {
            state.State.VersionsReserved = _version + VersionsAhead;
            await Store();
        }

        await gateways.ToAll(gateway => gateway.LeasedAccountChanged(update));
    }

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task Store()
    {
        try
        {
            await (_stored = state.WriteStateAsync());
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private EnvironmentSnapshot TakeSnapshot() => new()
    {
        Version = _version,
        KeyRing = [.. state.State.KeyRing],
        AccessKeySerialKey = state.State.AccessKeySerialKey,
        AccountIds = new HashSet<string>(state.State.AccountIds.Concat(_leasedAccountIds)),
        LeasedAccountIds = new HashSet<string>(_leasedAccountIds),
        AccountByAccessKeyId = new Dictionary<string, string>(state.State.AccountByAccessKeyId),
        DefaultAccountId = state.State.AccountIds.FirstOrDefault(),
        WorldAccountIds = [.. state.State.AccountIds],
        DefaultQuotas = state.State.DefaultQuotas,
        DefaultQuotasVersion = state.State.DefaultQuotasVersion,
        Misbehaviour = state.State.Misbehaviour,
        Seed = state.State.Seed,
    };
}
