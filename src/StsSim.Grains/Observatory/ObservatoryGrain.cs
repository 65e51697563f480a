using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Observatory;

/// <remarks>Kept alive: gateways tell it of groups, and nobody else knows which there are.</remarks>
[KeepAlive]
internal sealed class ObservatoryGrain(GatewayBroadcast gateways, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : Grain, IObservatoryGrain
{
    // Kept for those that need not be told apart: by SDK, without application ids and accounts.
    private const int Reserved = 100;

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Dictionary<ClientGroup, DateTimeOffset> _lastSeen = [];

    public async ValueTask<IReadOnlyList<ClientGroup>> Admit(IReadOnlyList<ClientGroup> groups)
    {
        var admitted = new List<ClientGroup>(groups.Count);
        foreach (ClientGroup group in groups)
        {
            if (!_lastSeen.ContainsKey(group) && _lastSeen.Count >= IObservatoryGrain.MostGroups - Reserved)
            {
                await ForgetSilentAsync();
            }

            ClientGroup known = PlaceFor(group);
            _lastSeen[known] = time.GetUtcNow();
            admitted.Add(known);
        }

        return admitted;
    }

    public async Task<IReadOnlyList<ClientGroup>> List()
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return [.. _lastSeen.Keys];
    }

    public async Task Forget(string? accountId)
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers()); // or it would be told again
        await ForgetAsync([.. _lastSeen.Keys.Where(group => accountId is null || group.AccountId == accountId)]);
    }

    private ClientGroup PlaceFor(ClientGroup group)
    {
        if (_lastSeen.ContainsKey(group) || _lastSeen.Count < IObservatoryGrain.MostGroups - Reserved)
        {
            return group;
        }

        ClientGroup alike = group with { AccountId = null, ApplicationId = ClientGroup.Others.ApplicationId };
        return _lastSeen.ContainsKey(alike) || _lastSeen.Count < IObservatoryGrain.MostGroups - 1 ? alike : ClientGroup.Others;
    }

    private Task ForgetSilentAsync()
    {
        DateTimeOffset since = time.GetUtcNow() - Silence;
        return ForgetAsync([.. _lastSeen.Where(group => group.Value < since).Select(group => group.Key)]);
    }

    private Task ForgetAsync(IReadOnlyList<ClientGroup> groups)
    {
        foreach (ClientGroup group in groups)
        {
            _lastSeen.Remove(group);
        }

        return Task.WhenAll(groups.Select(group => GrainFactory.GetGrain<IClientGroupGrain>(group.Key).Forget()));
    }
}
