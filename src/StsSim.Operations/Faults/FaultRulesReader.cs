using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>Reads fault rules as world files, experiments and the control API write them.</summary>
public static class FaultRulesReader
{
    /// <summary>The rules of a list member, none where it is absent; what is wrong is noted where the cursor notes errors.</summary>
    public static IReadOnlyList<FaultRuleDefinition> ReadAll(JsonCursor owner, string member)
    {
        var rules = new List<FaultRuleDefinition>();
        foreach (JsonCursor rule in owner.Items(member))
        {
            rules.Add(new FaultRuleDefinition(rule.RequiredText("id"), rule.Json() ?? "{}", Generation: 0));
        }

        return rules;
    }
}
