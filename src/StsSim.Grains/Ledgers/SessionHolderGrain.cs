using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Ledgers;

/// <summary>What all grains do alike that stand for a holder of sessions.</summary>
internal abstract class SessionHolderGrain(TimeProvider time, GatewayBroadcast gateways) : Grain, ISessionHolderGrain
{
    protected TimeProvider Time => time;

    protected string AccountId { get; private set; } = "";

    /// <summary>As <see cref="SessionHolder"/> names it.</summary>
    protected string Holder { get; private set; } = "";

    protected IAccountGrain Account => GrainFactory.GetGrain<IAccountGrain>(AccountId);

    private ILedgerShardGrain Ledger =>
        GrainFactory.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(AccountId, ILedgerShardGrain.ShardOf(Holder)));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string key = this.GetPrimaryKeyString();
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        (AccountId, Holder) = (key[..slash], key[(slash + 1)..]);
        return Task.CompletedTask;
    }

    public async Task<SessionLedger> GetLedger()
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return await Ledger.Read(Holder);
    }

    public async Task<long> RevokeSessions()
    {
        DateTimeOffset now = time.GetUtcNow();
        await Account.Revoke(Holder, now);
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return await Ledger.Revoke(Holder, now);
    }
}
