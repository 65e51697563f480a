using System.Collections.Concurrent;
using Orleans.Storage;

namespace StsSim.Grains.Tests;

/// <summary>Storage that no silo takes with it: what was written, as bytes, by state and grain.</summary>
internal sealed class DurableStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), byte[]> _written = new();

    /// <summary>The storage as a silo sees it.</summary>
    public IGrainStorage For(IGrainStorageSerializer serializer) => new Provider(this, serializer);

    private sealed class Provider(DurableStorage storage, IGrainStorageSerializer serializer) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.RecordExists = storage._written.TryGetValue((stateName, grainId), out byte[]? written);
            grainState.State = grainState.RecordExists ? serializer.Deserialize<T>(new BinaryData(written!)) : Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            storage._written[(stateName, grainId)] = serializer.Serialize(grainState.State).ToArray();
            grainState.RecordExists = true;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            storage._written.TryRemove((stateName, grainId), out _);
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
            return Task.CompletedTask;
        }
    }
}
