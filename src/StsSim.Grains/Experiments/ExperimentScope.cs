using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Grains.Experiments;

/// <summary>Where an experiment's phases are laid: over the whole world, or over one account.</summary>
internal sealed class ExperimentScope(IGrainFactory grains, string? accountId)
{
    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    /// <summary>Lays a phase over it; every gateway knows when this returns.</summary>
    /// <returns>Whether it is there: not where there is no such account.</returns>
    public async Task<bool> LayAsync(ExperimentPhase phase)
    {
        var change = new MisbehaviourChange { SetPhase = phase };
        if (await ChangeAsync(change) is not null)
        {
            return true;
        }

        // The registry starts one at a time: what lies there is of one that was lost, and nobody else takes it away.
        return await FindAsync() is { } left && await ChangeAsync(new MisbehaviourChange { ClearPhaseOf = left.ExperimentId }) is not null
            && await ChangeAsync(change) is not null;
    }

    /// <summary>Takes away what an experiment has laid there; does nothing where it has not.</summary>
    public Task ClearAsync(string experimentId) => ChangeAsync(new MisbehaviourChange { ClearPhaseOf = experimentId });

    /// <summary>The phase that lies there, or <see langword="null"/>.</summary>
    public async Task<ExperimentPhase?> FindAsync() => accountId is null
        ? (await Environment.GetSnapshot()).Misbehaviour.Phase
        : (await grains.GetGrain<IAccountGrain>(accountId).GetMisbehaviour())?.Phase;

    private Task<Misbehaviour?> ChangeAsync(MisbehaviourChange change) => accountId is null
        ? Environment.ChangeMisbehaviour(change)
        : grains.GetGrain<IAccountGrain>(accountId).ChangeMisbehaviour(change);
}
