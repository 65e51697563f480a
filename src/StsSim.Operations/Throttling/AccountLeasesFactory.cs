using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

public sealed class AccountLeasesFactory(
    IGrainFactory grains, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time, StsInstruments instruments)
{
    public AccountLeases Create(AccountId account, long version) => new(account, version, grains, time, instruments);
}
