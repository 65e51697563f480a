using System.Collections.Concurrent;

namespace StsSim.Grains.Tests;

/// <summary>Which writes of the cluster are to fail.</summary>
public sealed class StorageFaults
{
    private readonly ConcurrentDictionary<(string State, string Grain), bool> _next = new();
    private readonly ConcurrentDictionary<(string State, string Grain), bool> _clears = new();

    /// <summary>The next write of a grain's state fails.</summary>
    /// <param name="afterwards">Whether what was to be written is in storage all the same.</param>
    public void FailNextWrite(string stateName, IAddressable grain, bool afterwards = false) =>
        _next[(stateName, grain.GetGrainId().ToString())] = afterwards;

    /// <summary>No attempt to clear a grain's state succeeds.</summary>
    public void FailEveryClear(string stateName, IAddressable grain) => _clears[(stateName, grain.GetGrainId().ToString())] = true;

    internal bool RefusesToClear(string stateName, GrainId grain) => _clears.ContainsKey((stateName, grain.ToString()));

    /// <summary>Whether a write that must fail does so afterwards; <see langword="null"/> for one that need not.</summary>
    internal bool? Take(string stateName, GrainId grain) => _next.TryRemove((stateName, grain.ToString()), out bool afterwards) ? afterwards : null;
}
