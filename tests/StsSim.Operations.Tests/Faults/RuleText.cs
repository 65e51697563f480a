using System.Text.Json;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Rules as they are written.</summary>
internal static class RuleText
{
    /// <summary>A rule that has to be right, put under the id <c>rule</c>.</summary>
    public static FaultRuleDefinition Define(string json)
    {
        FaultRuleDefinition rule = Read(json, "rule", out List<WorldFileError> errors);
        Assert.Empty(errors);
        return rule;
    }

    /// <summary>The same, ready for requests.</summary>
    public static FaultRule Compile(string json)
    {
        FaultRule rule = FaultRulesReader.Compile(Define(json), out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return rule;
    }

    public static FaultRuleDefinition Read(string json, string? id, out List<WorldFileError> errors)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        errors = [];
        return FaultRulesReader.Read(new JsonCursor(document.RootElement, "$", errors), id);
    }

    public static IReadOnlyList<FaultRuleDefinition> ReadAll(string json, out List<WorldFileError> errors)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        errors = [];
        return FaultRulesReader.ReadAll(new JsonCursor(document.RootElement, "$", errors));
    }
}
