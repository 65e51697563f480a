using StsSim.Grains.Abstractions.Gateways;

namespace StsSim.Grains.Gateways;

/// <remarks>Kept alive: forgetting a gateway would leave it with stale snapshots.</remarks>
[KeepAlive]
internal sealed class GatewayDirectoryGrain : Grain, IGatewayDirectoryGrain
{
    private readonly HashSet<IGatewayObserver> _gateways = [];

    public Task<bool> Join(IGatewayObserver gateway) => Task.FromResult(_gateways.Add(gateway));

    public Task Leave(IGatewayObserver gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<IGatewayObserver>> List() => ValueTask.FromResult<IReadOnlyList<IGatewayObserver>>([.. _gateways]);
}
