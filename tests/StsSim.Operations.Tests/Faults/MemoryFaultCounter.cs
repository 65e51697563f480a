using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Operations.Tests.Faults;

/// <summary>The count of a rule, in this process.</summary>
internal sealed class MemoryFaultCounter : IFaultCounterGrain
{
    private readonly ConcurrentDictionary<ulong, long> _counts = new();
    private int _asked;

    /// <summary>How often it was asked.</summary>
    public int Asked => _asked;

    public ValueTask<long> Next(ulong unit)
    {
        Interlocked.Increment(ref _asked);
        return new(_counts.AddOrUpdate(unit, 1, (_, count) => count + 1));
    }
}
