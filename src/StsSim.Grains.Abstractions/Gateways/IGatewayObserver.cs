using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Grains.Abstractions.Gateways;

/// <summary>How the cluster speaks to an HTTP gateway. Each call is answered, so a write can wait for every gateway.</summary>
[Alias("stssim.IGatewayObserver")]
public interface IGatewayObserver : IGrainObserver
{
    [Alias("AccountChanged")]
    Task AccountChanged(AccountSnapshot account);

    [Alias("EnvironmentChanged")]
    Task EnvironmentChanged(EnvironmentSnapshot environment);

    /// <summary>Tell the ledgers everything issued and throttled so far.</summary>
    [Alias("FlushLedgers")]
    Task FlushLedgers();
}
