using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Quotas;

internal sealed class QuotaGrain([FromKeyedServices(SimulatedTime.Key)] TimeProvider time, IGrainRuntime runtime, SiloDepartures departures)
    : Grain, IQuotaGrain
{
    private TokenLessor? _lessor;

    private TokenLessor Lessor => _lessor ??= CreateLessor(this.GetPrimaryKeyString());

    public ValueTask<LeaseGrant> Lease(LeaseRequest request) => Lessor.LeaseAsync(request);

    public ValueTask<BucketReading?> Read() => Lessor.ReadAsync();

    private TokenLessor CreateLessor(string bucket)
    {
        string account = bucket[..bucket.IndexOf('/', StringComparison.Ordinal)];
        return new TokenLessor(this, GrainFactory.GetGrain<IAccountGrain>(account), bucket, time, runtime, departures);
    }
}
