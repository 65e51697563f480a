using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Gateways;

namespace StsSim.Grains.Gateways;

/// <remarks>
/// Durable: a directory that forgot a gateway with its silo would let a write be acknowledged that the gateway never hears
/// of. Who joins is on the list in storage before it is told so; who leaves may stay there a while, which costs the next
/// write after a loss of this grain a call in vain.
/// </remarks>
[KeepAlive]
internal sealed partial class GatewayDirectoryGrain(
    [PersistentState("gateways", StorageNames.Provider)] IPersistentState<GatewayDirectoryState> state,
    ILogger<GatewayDirectoryGrain> logger) : Grain, IGatewayDirectoryGrain
{
    private HashSet<IGatewayObserver> Gateways => state.State.Gateways;

    public async Task<bool> Join(IGatewayObserver gateway)
    {
        if (!Gateways.Add(gateway))
        {
            return false;
        }

        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // nobody knows what storage holds: the next activation asks it
            throw;
        }

        return true;
    }

    public async Task Leave(IGatewayObserver gateway)
    {
        if (!Gateways.Remove(gateway))
        {
            return;
        }

        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            LeaveNotStored(e);
        }
    }

    public ValueTask<IReadOnlyList<IGatewayObserver>> List() => ValueTask.FromResult<IReadOnlyList<IGatewayObserver>>([.. Gateways]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "That a gateway left could not be stored; it is stored with the next change")]
    private partial void LeaveNotStored(Exception exception);
}
