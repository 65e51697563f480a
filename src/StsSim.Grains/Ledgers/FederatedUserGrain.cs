using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;
using StsSim.Grains.Quotas;

namespace StsSim.Grains.Ledgers;

internal sealed class FederatedUserGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time, GatewayBroadcast gateways)
    : SessionHolderGrain(time, gateways), IFederatedUserGrain
{
    private readonly TokenLessor _lessor = new(time);

    public async ValueTask<LeaseGrant> Lease(LeaseRequest request)
    {
        if (_lessor.MustReload(request))
        {
            VersionedQuotas? current = await Account.GetQuotas();
            _lessor.Apply(current, current?.Quotas.PerFederatedUser);
        }

        return _lessor.Lease(request);
    }
}
