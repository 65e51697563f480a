using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Ledgers;

internal sealed class AccountSessionsGrain(GatewayBroadcast gateways) : Grain, IAccountSessionsGrain
{
    public async Task<LedgerTotals> GetTotals()
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return await ILedgerShardGrain.ReadTotalsAsync(GrainFactory, this.GetPrimaryKeyString());
    }
}
