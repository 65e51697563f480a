using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Operations.Experiments;

/// <summary>Experiments as the control API asks for them: started, followed, stopped, forgotten.</summary>
public sealed class ExperimentRuns(IGrainFactory grains)
{
    private const string Prefix = "experiment-";

    private IExperimentRegistryGrain Registry => IExperimentRegistryGrain.Of(grains);

    /// <summary>Starts an experiment; its first phase is in force on every gateway when this returns.</summary>
    public Task<ExperimentStart> StartAsync(ExperimentDefinition definition) => Registry.Start(RandomId.Create(Prefix), definition);

    /// <summary>All that are known, the newest first.</summary>
    public async Task<IReadOnlyList<ExperimentSummary>> ListAsync() => await Registry.List();

    /// <summary>The report so far, or <see langword="null"/> where there is no such experiment.</summary>
    public async Task<ExperimentReport?> FindAsync(string id) =>
        RandomId.IsWellFormed(id, Prefix) ? await grains.GetGrain<IExperimentGrain>(id).GetReport() : null;

    /// <summary>Ends an experiment where it runs; returns whether it did.</summary>
    public async Task<bool> StopAsync(string id) =>
        RandomId.IsWellFormed(id, Prefix) && await grains.GetGrain<IExperimentGrain>(id).Stop("somebody asked for it");

    /// <summary>Forgets an experiment that has ended; returns whether there was one.</summary>
    public async Task<bool> ForgetAsync(string id) => RandomId.IsWellFormed(id, Prefix) && await Registry.Forget(id);
}
