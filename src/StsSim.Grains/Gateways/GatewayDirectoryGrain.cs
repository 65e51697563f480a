using StsSim.Grains.Abstractions.Gateways;

namespace StsSim.Grains.Gateways;

/// <remarks>
/// Durable: a directory that forgot a gateway with its silo would let a write be acknowledged that the gateway never hears
/// of. Who joins is on the list in storage before it is told so. Who leaves is told of writes until storage has it off the
/// list: a write that passed it by, and then a directory that knew it again, and it would not hear that it missed something.
/// </remarks>
[KeepAlive]
internal sealed class GatewayDirectoryGrain(
    [PersistentState("gateways", StorageNames.Provider)] IPersistentState<GatewayDirectoryState> state) : Grain, IGatewayDirectoryGrain
{
    private IGatewayObserver? _leaving;

    private HashSet<IGatewayObserver> Gateways => state.State.Gateways;

    public async Task<bool> Join(IGatewayObserver gateway)
    {
        if (!Gateways.Add(gateway))
        {
            return false;
        }

        await StoreAsync();
        return true;
    }

    public async Task Leave(IGatewayObserver gateway)
    {
        if (!Gateways.Remove(gateway))
        {
            return;
        }

        _leaving = gateway;
        await StoreAsync();
        _leaving = null;
    }

    public ValueTask<IReadOnlyList<IGatewayObserver>> List() =>
        ValueTask.FromResult<IReadOnlyList<IGatewayObserver>>(_leaving is null ? [.. Gateways] : [.. Gateways, _leaving]);

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task StoreAsync()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
