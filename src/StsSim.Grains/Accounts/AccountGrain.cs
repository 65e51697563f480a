using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Accounts;

internal sealed class AccountGrain(
    [PersistentState("account", StorageNames.Provider)] IPersistentState<AccountState> state,
    GatewayBroadcast gateways) : Grain, IAccountGrain
{
    private AccountSnapshot? _snapshot;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _snapshot = TakeSnapshot();
        return Task.CompletedTask;
    }

    public ValueTask<AccountSnapshot?> GetSnapshot() => ValueTask.FromResult(_snapshot);

    public Task Provision(AccountDefinition account, AccountQuotas quotas) => Change(s =>
    {
        s.Account = account;
        s.Quotas = quotas;
        s.RevokedBefore = [];
    });

    public Task SetQuotas(AccountQuotas quotas) => Change(s => s.Quotas = quotas);

    public Task RevokeFederatedUser(string name, DateTimeOffset instant) => Change(s => s.RevokedBefore[name] = instant);

    // Durable first, then seen by this grain's readers, then by every gateway; only then is the write acknowledged.
    private async Task Change(Action<AccountState> change)
    {
        change(state.State);
        state.State.Version++;
        await state.WriteStateAsync();
        _snapshot = TakeSnapshot();
        if (_snapshot is { } snapshot)
        {
            await gateways.ToAll(gateway => gateway.AccountChanged(snapshot));
        }
    }

    private AccountSnapshot? TakeSnapshot() => state.State.Account is not { } account ? null : new AccountSnapshot
    {
        Version = state.State.Version,
        Account = account,
        Quotas = state.State.Quotas,
        RevokedBefore = new Dictionary<string, DateTimeOffset>(state.State.RevokedBefore),
    };
}
