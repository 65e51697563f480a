using Microsoft.AspNetCore.Http;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Gateway.Control;

/// <summary>Whom faults and a clock are for: everybody, or one account.</summary>
/// <param name="accountId"><see langword="null"/> for everybody.</param>
internal sealed class MisbehaviourScope(IGrainFactory grains, string? accountId, TimeProvider time)
{
    /// <summary><see langword="null"/> for everybody.</summary>
    public string? AccountId => accountId;

    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    /// <summary>What holds, without the rules that have ended by themselves.</summary>
    public async ValueTask<Misbehaviour> GetAsync()
    {
        Misbehaviour held = accountId is null
            ? (await Environment.GetSnapshot()).Misbehaviour
            : await grains.GetGrain<IAccountGrain>(accountId).GetMisbehaviour() ?? Misbehaviour.None;
        return held.WithoutExpired(time.GetUtcNow());
    }

    /// <summary>What holds once a change is made, on every gateway; <see langword="null"/> where nothing was changed.</summary>
    public Task<Misbehaviour?> ChangeAsync(MisbehaviourChange change) =>
        accountId is null ? Environment.ChangeMisbehaviour(change) : grains.GetGrain<IAccountGrain>(accountId).ChangeMisbehaviour(change);

    /// <summary>Likewise, of a change that can only fail because the account has ended meanwhile: then the problem is written.</summary>
    public async Task<Misbehaviour?> TryChangeAsync(HttpContext context, MisbehaviourChange change)
    {
        Misbehaviour? changed = await ChangeAsync(change);
        if (changed is null)
        {
            await Problem.NotFound($"The account {accountId} has ended.").WriteAsync(context.Response);
        }

        return changed;
    }

    /// <summary>What its rules have counted, on all gateways together.</summary>
    public Task<IReadOnlyList<FaultCount>> CountFaultsAsync() =>
        grains.GetGrain<IFaultCountsGrain>(IFaultCountsGrain.Key).Read(accountId);
}
