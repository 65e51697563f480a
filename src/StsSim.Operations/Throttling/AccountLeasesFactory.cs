using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

public sealed class AccountLeasesFactory(IGrainFactory grains, GatewayId gateway, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time, StsInstruments instruments)
{
    public AccountLeases Create(AccountId account, long version) => new(account, version, grains, gateway, time, instruments);
}
