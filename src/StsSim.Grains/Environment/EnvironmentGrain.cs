using System.Security.Cryptography;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Gateways;
using StsSim.Iam.Credentials;

namespace StsSim.Grains.Environment;

internal sealed class EnvironmentGrain(
    [PersistentState("environment", StorageNames.Provider)] IPersistentState<EnvironmentState> state,
    GatewayBroadcast gateways) : Grain, IEnvironmentGrain
{
    private const int SerialKeyLength = 16;

    private EnvironmentSnapshot? _snapshot;
    private Task _stored = Task.CompletedTask;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.KeyRing.Count == 0)
        {
            SessionTokenKey first = SessionTokenKey.Create(id: 1);
            state.State.KeyRing.Add(new SealingKey(first.Id, first.Secret.ToArray()));
            state.State.AccessKeySerialKey = RandomNumberGenerator.GetBytes(SerialKeyLength);
            await state.WriteStateAsync(cancellationToken);
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

    public Task SetAccounts(IReadOnlyList<string> accountIds, IReadOnlyDictionary<string, string> accountByAccessKeyId) => Change(environment =>
    {
        environment.AccountIds = [.. accountIds];
        environment.AccountByAccessKeyId = new Dictionary<string, string>(accountByAccessKeyId);
    });

    public Task AddLeasedAccount(string accountId) =>
        state.State.LeasedAccountIds.Add(accountId) ? ChangeLeased(accountId, exists: true) : Task.CompletedTask;

    public Task RemoveLeasedAccount(string accountId) =>
        state.State.LeasedAccountIds.Remove(accountId) ? ChangeLeased(accountId, exists: false) : Task.CompletedTask;

    public async Task<long> ReserveAccessKeySerials(int count)
    {
        long first = state.State.NextAccessKeySerial;
        state.State.NextAccessKeySerial = first + count;
        await Store();
        return first;
    }

    private async Task Change(Action<EnvironmentState> change)
    {
        change(state.State);
        await StoreNext();
        EnvironmentSnapshot snapshot = _snapshot = TakeSnapshot();
        await gateways.ToAll(gateway => gateway.EnvironmentChanged(snapshot));
    }

    // With thousands of leases a whole snapshot each time would cost the square of their number.
    private async Task ChangeLeased(string accountId, bool exists)
    {
        await StoreNext();
        var update = new LeasedAccountUpdate(state.State.Version, accountId, exists);
        await gateways.ToAll(gateway => gateway.LeasedAccountChanged(update));
    }

    private Task StoreNext()
    {
        state.State.Version++;
        _snapshot = null;
        return Store();
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
        Version = state.State.Version,
        KeyRing = [.. state.State.KeyRing],
        AccessKeySerialKey = state.State.AccessKeySerialKey,
        AccountIds = new HashSet<string>(state.State.AccountIds.Concat(state.State.LeasedAccountIds)),
        LeasedAccountIds = new HashSet<string>(state.State.LeasedAccountIds),
        AccountByAccessKeyId = new Dictionary<string, string>(state.State.AccountByAccessKeyId),
        DefaultAccountId = state.State.AccountIds.FirstOrDefault(),
    };
}
