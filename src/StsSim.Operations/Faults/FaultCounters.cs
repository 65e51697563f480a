using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Faults;

/// <summary>Finds the counts of rules.</summary>
public sealed class FaultCounters(IGrainFactory grains, StsInstruments instruments)
{
    /// <summary>The scope of rules that everybody meets; other scopes are account ids.</summary>
    public const string World = "world";

    public FaultCounter Of(string scope, FaultRuleDefinition rule) =>
        new(grains.GetGrain<IFaultCounterGrain>(IFaultCounterGrain.KeyOf(scope, rule)), instruments);
}
