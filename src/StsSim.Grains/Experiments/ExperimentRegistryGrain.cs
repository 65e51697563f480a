using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <remarks>
/// Kept alive: nobody else wakes an experiment whose silo was lost. It asks experiments and they never ask it, so neither
/// waits for the other.
/// </remarks>
[KeepAlive]
internal sealed partial class ExperimentRegistryGrain(
    [PersistentState("experiments", StorageNames.Provider)] IPersistentState<ExperimentRegistryState> state,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    ILogger<ExperimentRegistryGrain> logger) : Grain, IExperimentRegistryGrain
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(_ => RefreshAsync(), new GrainTimerCreationOptions(TimeSpan.Zero, Interval));
        return Task.CompletedTask;
    }

    public async Task<ExperimentStart> Start(string id, ExperimentDefinition definition)
    {
        await RefreshAsync();
        if (state.State.Experiments.Find(other => IsRunning(other) && other.AccountId == definition.AccountId) is { } running)
        {
            return new ExperimentStart(Started: null, running);
        }

        // Noted first: an experiment nobody knows of would run on unseen, one that does not come about is forgotten.
        state.State.Experiments.Add(new ExperimentSummary(
            id, definition.Name, definition.Seed, definition.AccountId, ExperimentState.Running, time.GetUtcNow(), EndedAt: null));
        await StoreAsync();
        ExperimentSummary? started = await Experiment(id).Start(definition);
        if (started is null)
        {
            state.State.Experiments.RemoveAll(other => other.Id == id);
            await StoreAsync();
        }

        return new ExperimentStart(started, RunningInstead: null);
    }

    public async Task<bool> Forget(string id)
    {
        await RefreshAsync();
        if (state.State.Experiments.Find(experiment => experiment.Id == id) is not { } known || IsRunning(known))
        {
            return false;
        }

        await Experiment(id).Clear();
        state.State.Experiments.RemoveAll(experiment => experiment.Id == id);
        await StoreAsync();
        return true;
    }

    public async ValueTask<IReadOnlyList<ExperimentSummary>> List()
    {
        ExperimentSummary?[] now = await Task.WhenAll(state.State.Experiments.Select(AskAsync));
        return [.. now.OfType<ExperimentSummary>().Reverse()];
    }

    public ValueTask<IReadOnlyList<ExperimentSummary>> ListRunning() =>
        ValueTask.FromResult<IReadOnlyList<ExperimentSummary>>([.. state.State.Experiments.Where(IsRunning)]);

    public ValueTask Watch() => ValueTask.CompletedTask;

    // Wakes those that should run, hears which have ended, and lets go of the oldest of these.
    private async Task RefreshAsync()
    {
        ExperimentSummary[] known = [.. state.State.Experiments];
        ExperimentSummary?[] now = await Task.WhenAll(known.Select(AskAsync));
        List<ExperimentSummary> kept = [.. now.OfType<ExperimentSummary>()];
        foreach (ExperimentSummary old in kept.Where(experiment => !IsRunning(experiment)).SkipLast(IExperimentRegistryGrain.Kept).ToArray())
        {
            if (await TryClearAsync(old))
            {
                kept.Remove(old);
            }
        }

        if (!kept.SequenceEqual(known))
        {
            state.State.Experiments = kept;
            await StoreAsync();
        }
    }

    // null for one that never came about: the silo was lost between the note and the start.
    private async Task<ExperimentSummary?> AskAsync(ExperimentSummary known)
    {
        if (!IsRunning(known))
        {
            return known;
        }

        try
        {
            return await Experiment(known.Id).Watch();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            NotAnswered(e, known.Id);
            return known;
        }
    }

    private async Task<bool> TryClearAsync(ExperimentSummary old)
    {
        try
        {
            return await Experiment(old.Id).Clear();
        }
        catch (Exception e)
        {
            NotCleared(e, old.Id); // the next round tries again
            return false;
        }
    }

    private static bool IsRunning(ExperimentSummary experiment) => experiment.State == ExperimentState.Running;

    private IExperimentGrain Experiment(string id) => GrainFactory.GetGrain<IExperimentGrain>(id);

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task StoreAsync()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Experiment {Id} does not answer; it is asked again")]
    private partial void NotAnswered(Exception exception, string id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The old experiment {Id} could not be forgotten; it is tried again")]
    private partial void NotCleared(Exception exception, string id);
}
