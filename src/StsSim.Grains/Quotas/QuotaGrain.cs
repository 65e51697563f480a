using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

internal sealed class QuotaGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : Grain, IQuotaGrain
{
    private readonly TokenLessor _lessor = new(time);

    public async ValueTask<LeaseGrant> Lease(LeaseRequest request)
    {
        if (_lessor.MustReload(request))
        {
            string account = this.GetPrimaryKeyString().Split('/')[0];
            VersionedQuotas? current = await GrainFactory.GetGrain<IAccountGrain>(account).GetQuotas();
            _lessor.Apply(current, current?.Quotas.Default);
        }

        return _lessor.Lease(request);
    }
}
