using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;
using StsSim.Grains.Quotas;

namespace StsSim.Grains.Ledgers;

internal sealed class FederatedUserGrain(
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time, GatewayBroadcast gateways, IGrainRuntime runtime, SiloDepartures departures)
    : SessionHolderGrain(time, gateways), IFederatedUserGrain
{
    private TokenLessor? _lessor;

    private TokenLessor Lessor => _lessor ??= new TokenLessor(this, Account, BucketName.OfFederatedUser(AccountId, Holder), Time, runtime, departures);

    public ValueTask<LeaseGrant> Lease(LeaseRequest request) => Lessor.LeaseAsync(request);

    public ValueTask<BucketReading?> Read() => Lessor.ReadAsync();
}
