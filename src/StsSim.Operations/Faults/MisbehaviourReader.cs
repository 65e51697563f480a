using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Clocks;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>Reads <c>faults</c> and <c>clock</c> of whatever begins with them: a world, an account, a lease.</summary>
public static class MisbehaviourReader
{
    public static Misbehaviour Read(JsonCursor owner)
    {
        IReadOnlyList<FaultRuleDefinition> faults = FaultRulesReader.ReadAll(owner, "faults");
        ClockSettings? clock = owner.TryMember("clock", out JsonCursor given) ? ClockSettingsReader.Read(given) : null;
        return faults.Count == 0 && clock is null ? Misbehaviour.None : new Misbehaviour { Faults = faults, Clock = clock };
    }
}
