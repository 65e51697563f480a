using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Accounts;

/// <remarks>Gateways tell what they saw every few seconds; what they had not told yet is lost with them, as AWS's own figure lags.</remarks>
internal sealed class AccessKeyUsageGrain(
    [PersistentState("access-key-usage", StorageNames.Provider)] IPersistentState<AccessKeyUsageState> state,
    GatewayBroadcast gateways) : Grain, IAccessKeyUsageGrain
{
    // Where there are no more, nobody asks whose keys and roles they are.
    private const int Fewest = 4096;

    private int _most = Fewest;
    private bool _changed;
    private Task? _storing;

    public async Task Record(IReadOnlyList<KeyValuePair<string, AccessKeyUse>> uses)
    {
        foreach ((string id, AccessKeyUse use) in uses)
        {
            if (!state.State.LastUses.TryGetValue(id, out AccessKeyUse? known) || known.At <= use.At)
            {
                state.State.LastUses[id] = use;
                _changed = true;
            }
        }

        if (state.State.LastUses.Count > _most)
        {
            await DropDeleted();
        }

        await Store();
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

    // What was deleted nobody asks for again, and every write would store it. Rare enough to read the account for it.
    private async Task DropDeleted()
    {
        _most = int.MaxValue;
        try
        {
            string[] known = [.. state.State.LastUses.Keys]; // not what is told meanwhile: that may be newer than the snapshot
            AccountSnapshot? snapshot = await GrainFactory.GetGrain<IAccountGrain>(this.GetPrimaryKeyString()).GetSnapshot();
            HashSet<string> living = snapshot is null ? [] : [.. IdsIn(snapshot.Account)];
            foreach (string id in known.Where(id => !living.Contains(id)))
            {
                state.State.LastUses.Remove(id);
            }

            _changed = true;
        }
        finally
        {
            _most = Math.Max(Fewest, 2 * state.State.LastUses.Count);
        }
    }

    private static IEnumerable<string> IdsIn(AccountDefinition account) => account.Users
        .SelectMany(user => user.AccessKeys)
        .Concat(account.Settings.RootAccessKeys)
        .Select(key => key.AccessKeyId)
        .Concat(account.Roles.Select(role => role.RoleId));

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
