using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;
using StsSim.Grains.Quotas;

namespace StsSim.Grains.Ledgers;

internal sealed class FederatedUserGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time, GatewayBroadcast gateways) : Grain, IFederatedUserGrain
{
    private readonly TokenLessor _lessor = new(time);
    private string _accountId = "";
    private string _name = "";

    private IAccountGrain Account => GrainFactory.GetGrain<IAccountGrain>(_accountId);

    private ILedgerShardGrain Ledger =>
        GrainFactory.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(_accountId, ILedgerShardGrain.ShardOf(_name)));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string key = this.GetPrimaryKeyString();
        int slash = key.IndexOf('/', StringComparison.Ordinal);
        (_accountId, _name) = (key[..slash], key[(slash + 1)..]);
        return Task.CompletedTask;
    }

    public async ValueTask<LeaseGrant> Lease(LeaseRequest request)
    {
        if (_lessor.MustReload(request))
        {
            VersionedQuotas? current = await Account.GetQuotas();
            _lessor.Apply(current, current?.Quotas.PerFederatedUser);
        }

        return _lessor.Lease(request);
    }

    public async Task<FederatedUserLedger> GetLedger()
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return await Ledger.Read(_name);
    }

    public async Task<long> RevokeSessions()
    {
        DateTimeOffset now = time.GetUtcNow();
        await Account.Revoke(SessionHolder.FederatedUser(_name), now);
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        return await Ledger.Revoke(_name, now);
    }
}
