using Orleans.Storage;

namespace StsSim.Grains.Tests;

/// <summary>Storage that fails where a test says so.</summary>
internal sealed class BreakableStorage(IGrainStorage storage, StorageFaults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        bool? fault = faults.Take(stateName, grainId);
        if (fault is not false)
        {
            await storage.WriteStateAsync(stateName, grainId, grainState);
        }

        if (fault is not null)
        {
            throw new OrleansException("The storage is out of order.");
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.RefusesToClear(stateName, grainId)
            ? throw new OrleansException("The storage is out of order.")
            : storage.ClearStateAsync(stateName, grainId, grainState);
}
