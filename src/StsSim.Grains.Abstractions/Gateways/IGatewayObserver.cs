using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Cluster;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Gateways;

/// <summary>How the cluster speaks to an HTTP gateway. Each call is answered, so a write can wait for every gateway.</summary>
/// <remarks>A gateway that does not answer within <see cref="Patience"/> is taken for dead: writes must not hang on it.</remarks>
[Alias("stssim.IGatewayObserver")]
public interface IGatewayObserver : IGrainObserver
{
    /// <summary>As Orleans spells a time span in an attribute: five seconds.</summary>
    const string Patience = "00:00:05";

    /// <summary>An account is new, or another than before.</summary>
    [Alias("AccountProvisioned"), ResponseTimeout(Patience)]
    Task AccountProvisioned(AccountSnapshot account);

    /// <summary>An account has made one step.</summary>
    [Alias("AccountChanged"), ResponseTimeout(Patience)]
    Task AccountChanged(AccountUpdate update);

    /// <summary>An account is no more.</summary>
    [Alias("AccountRemoved"), ResponseTimeout(Patience)]
    Task AccountRemoved(string accountId);

    [Alias("EnvironmentChanged"), ResponseTimeout(Patience)]
    Task EnvironmentChanged(EnvironmentSnapshot environment);

    /// <summary>A leased account is there, or is no more.</summary>
    [Alias("LeasedAccountChanged"), ResponseTimeout(Patience)]
    Task LeasedAccountChanged(LeasedAccountUpdate update);

    /// <summary>
    /// Finish the requests begun and begin no others until <see cref="ResumeRequests"/>, or until fifteen seconds have
    /// passed since the last call of this. Returns when those begun are done, or have taken too long to wait for.
    /// </summary>
    [Alias("HoldRequests"), ResponseTimeout(Patience)]
    Task HoldRequests();

    [Alias("ResumeRequests"), ResponseTimeout(Patience)]
    Task ResumeRequests();

    /// <summary>What the fault rules of an account, or of the world, have counted here.</summary>
    [Alias("CountFaults"), ResponseTimeout(Patience)]
    Task<IReadOnlyList<FaultCount>> CountFaults(string? accountId);

    /// <summary>Tell the ledgers everything issued and throttled so far, and experiments what was answered.</summary>
    [Alias("FlushLedgers"), ResponseTimeout(Patience)]
    Task FlushLedgers();

    /// <summary>Settle the tokens held of an account, so that its buckets can be read.</summary>
    /// <returns>The <see cref="BucketName"/>s of those it remembers, and has settled; where there are more, one more than <see cref="IAccountBucketsGrain.Most"/>.</returns>
    [Alias("SettleLeases"), ResponseTimeout(Patience)]
    Task<IReadOnlyList<string>> SettleLeases(string accountId);

    /// <summary>The <see cref="BucketName"/>s of buckets of an account that it remembers, those of Regions first; nothing is settled.</summary>
    [Alias("ListBuckets"), ResponseTimeout(Patience)]
    Task<IReadOnlyList<string>> ListBuckets(string accountId, int most);

    /// <summary>Which versions it holds: of the environment and, where one is named, of an account.</summary>
    [Alias("Describe"), ResponseTimeout(Patience)]
    Task<GatewayStatus> Describe(string? accountId);
}
