using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Throttling;

public sealed class AccountLeasesFactory(
    IGrainFactory grains, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time, StsInstruments instruments)
{
    /// <param name="defaultQuotasVersion">Of the world's quotas, or 0 where the quotas are the account's own.</param>
    public AccountLeases Create(AccountId account, long version, AccountQuotas quotas, long defaultQuotasVersion) =>
        new(account, version, grains, time, instruments) { Quotas = quotas, DefaultQuotasVersion = defaultQuotasVersion };
}
