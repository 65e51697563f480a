using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>
/// Which experiments run and which have ended: starts one where none runs, keeps those that run awake whatever silo
/// failed, and forgets all but the last that ended. Key: <see cref="Key"/>.
/// </summary>
[Alias("stssim.IExperimentRegistryGrain")]
public interface IExperimentRegistryGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>How many experiments that have ended are kept.</summary>
    const int Kept = 50;

    static IExperimentRegistryGrain Of(IGrainFactory grains) => grains.GetGrain<IExperimentRegistryGrain>(Key);

    /// <summary>Starts an experiment, unless one runs there: in the whole world, or in the account it is for.</summary>
    [Alias("Start"), ResponseTimeout(WorkPatience.Text)]
    Task<ExperimentStart> Start(string id, ExperimentDefinition definition);

    /// <summary>Forgets an experiment that has ended; one that runs stays.</summary>
    /// <returns>Whether there was one that had ended.</returns>
    [Alias("Forget"), ResponseTimeout(WorkPatience.Text)]
    Task<bool> Forget(string id);

    /// <summary>All that are known, the newest first.</summary>
    [AlwaysInterleave, Alias("List"), ResponseTimeout(WorkPatience.Text)]
    ValueTask<IReadOnlyList<ExperimentSummary>> List();

    /// <summary>Those that run, and some that ended a moment ago: without asking them.</summary>
    [AlwaysInterleave, Alias("ListRunning")]
    ValueTask<IReadOnlyList<ExperimentSummary>> ListRunning();

    /// <summary>Gateways call this now and then, so that the registry is awake, whatever silo failed.</summary>
    [AlwaysInterleave, Alias("Watch")]
    ValueTask Watch();

    /// <summary>Stops every experiment that runs and is among <paramref name="which"/>.</summary>
    /// <param name="reason">A clause that follows "stopped because".</param>
    static async Task StopAsync(IGrainFactory grains, Func<ExperimentSummary, bool> which, string reason) => await Task.WhenAll(
        (await Of(grains).ListRunning()).Where(which).Select(experiment => grains.GetGrain<IExperimentGrain>(experiment.Id).Stop(reason)));
}
