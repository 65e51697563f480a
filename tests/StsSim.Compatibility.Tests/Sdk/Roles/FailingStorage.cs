using System.Collections.Concurrent;
using Orleans.Storage;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>Storage in memory that cannot keep what MFA devices remember.</summary>
internal sealed class FailingStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), object?> _states = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((stateName, grainId), out object? state))
        {
            grainState.State = (T)state!;
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (stateName == "mfa-device")
        {
            throw new OrleansException("The storage is out of order.");
        }

        _states[(stateName, grainId)] = grainState.State;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
