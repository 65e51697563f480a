using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Accounts;

/// <remarks>Stores what it heard now and then, and when it goes: in a crash the last seconds of it are lost, as AWS's own figure lags.</remarks>
internal sealed class AccessKeyUsageGrain(
    [PersistentState("access-key-usage", StorageNames.Provider)] IPersistentState<AccessKeyUsageState> state,
    StorageLifetime storage,
    GatewayBroadcast gateways) : Grain, IAccessKeyUsageGrain
{
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(5);

    private bool _changed;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Store, new GrainTimerCreationOptions(StoreInterval, StoreInterval));
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ShuttingDown && !storage.OutlivesProcess ? Task.CompletedTask : Store(cancellationToken);

    public Task Record(IReadOnlyList<KeyValuePair<string, AccessKeyUse>> uses)
    {
        foreach ((string accessKeyId, AccessKeyUse use) in uses)
        {
            if (!state.State.LastUses.TryGetValue(accessKeyId, out AccessKeyUse? known) || known.At <= use.At)
            {
                state.State.LastUses[accessKeyId] = use;
                _changed = true;
            }
        }

        return Task.CompletedTask;
    }

    public async Task<AccessKeyUse?> Find(string accessKeyId)
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return state.State.LastUses.GetValueOrDefault(accessKeyId);
    }

    public async Task Clear()
    {
        _changed = false;
        await state.ClearStateAsync();
        DeactivateOnIdle();
    }

    private async Task Store(CancellationToken cancellationToken)
    {
        if (_changed)
        {
            _changed = false;
            await state.WriteStateAsync(cancellationToken);
        }
    }
}
