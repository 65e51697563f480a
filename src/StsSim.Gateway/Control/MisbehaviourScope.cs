using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Gateway.Control;

/// <summary>Whom faults and a clock are for: everybody, or one account.</summary>
/// <param name="accountId"><see langword="null"/> for everybody.</param>
internal sealed class MisbehaviourScope(IGrainFactory grains, string? accountId)
{
    /// <summary><see langword="null"/> for everybody.</summary>
    public string? AccountId => accountId;

    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public async ValueTask<Misbehaviour> GetAsync() => accountId is null
        ? (await Environment.GetSnapshot()).Misbehaviour
        : await grains.GetGrain<IAccountGrain>(accountId).GetMisbehaviour() ?? Misbehaviour.None;

    /// <summary>What holds once a change is made, on every gateway; <see langword="null"/> where nothing was changed.</summary>
    public Task<Misbehaviour?> ChangeAsync(MisbehaviourChange change) =>
        accountId is null ? Environment.ChangeMisbehaviour(change) : grains.GetGrain<IAccountGrain>(accountId).ChangeMisbehaviour(change);

    /// <summary>What its rules have counted, on all gateways together.</summary>
    public Task<IReadOnlyList<FaultCount>> CountFaultsAsync() =>
        grains.GetGrain<IFaultCountsGrain>(IFaultCountsGrain.Key).Read(accountId);
}
