using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Faults;

/// <summary>The count of one rule, which all gateways share.</summary>
public sealed class FaultCounter(IFaultCounterGrain grain, StsInstruments instruments)
{
    /// <summary>The next number, from 1.</summary>
    /// <param name="unit">Each unit is counted by itself.</param>
    public ValueTask<long> NextAsync(ulong unit)
    {
        instruments.CountGrainCall("faults");
        return grain.Next(unit);
    }
}
