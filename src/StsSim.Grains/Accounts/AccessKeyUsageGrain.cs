using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Accounts;

/// <remarks>Gateways tell what they saw every few seconds; what they had not told yet is lost with them, as AWS's own figure lags.</remarks>
internal sealed class AccessKeyUsageGrain(
    [PersistentState("access-key-usage", StorageNames.Provider)] IPersistentState<AccessKeyUsageState> state,
    GatewayBroadcast gateways) : Grain, IAccessKeyUsageGrain
{
    private bool _changed;
    private Task? _storing;

    public Task Record(IReadOnlyList<KeyValuePair<string, AccessKeyUse>> uses)
    {
        foreach ((string id, AccessKeyUse use) in uses)
        {
            if (!state.State.LastUses.TryGetValue(id, out AccessKeyUse? known) || known.At <= use.At)
            {
                state.State.LastUses[id] = use;
                _changed = true;
            }
        }

        return Store();
    }

    public async Task<AccessKeyUse?> Find(string id)
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return state.State.LastUses.GetValueOrDefault(id);
    }

    public async Task Clear()
    {
        while (_storing is { } underWay)
        {
            await underWay;
        }

        _changed = false;
        state.State.LastUses.Clear();
        _storing = state.ClearStateAsync();
        try
        {
            await _storing;
        }
        finally
        {
            _storing = null;
        }
    }

    // Calls interleave, writes must not: one that finds a write under way waits for it and then stores what it left out.
    private async Task Store()
    {
        while (_changed)
        {
            if (_storing is { } underWay)
            {
                await underWay;
                continue;
            }

            _changed = false;
            _storing = state.WriteStateAsync();
            try
            {
                await _storing;
            }
            catch
            {
                _changed = true;
                throw;
            }
            finally
            {
                _storing = null;
            }
        }
    }
}
