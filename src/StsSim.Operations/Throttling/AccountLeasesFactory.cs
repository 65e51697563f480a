using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

public sealed class AccountLeasesFactory(IGrainFactory grains, GatewayId gateway, TimeProvider time, StsInstruments instruments)
{
    public AccountLeases Create(AccountId account, long version) => new(account, version, grains, gateway, time, instruments);
}
