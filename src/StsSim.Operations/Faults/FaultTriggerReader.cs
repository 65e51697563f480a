using StsSim.Operations.Faults.Triggers;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>Reads which requests a fault rule strikes: one of <c>probability</c>, <c>every</c>, <c>first</c>, <c>sequence</c>, or all.</summary>
internal static class FaultTriggerReader
{
    private const int Most = 1_000_000_000;
    private const int LongestSequence = 10_000;

    private static readonly string[] Kinds = ["probability", "every", "first", "sequence"];

    public static FaultTrigger Read(JsonCursor rule)
    {
        string[] named = [.. Kinds.Where(kind => rule.TryMember(kind, out _))];
        foreach (string other in named.Skip(1))
        {
            rule.At($"{rule.Path}.{other}", default).Error($"cannot stand beside {named[0]}");
        }

        if (rule.TryMember("skip", out JsonCursor skip) && !named.Contains("first"))
        {
            skip.Error("belongs to first");
        }

        if (rule.TryMember("repeat", out JsonCursor repeat) && !named.Contains("sequence"))
        {
            repeat.Error("belongs to sequence");
        }

        FaultUnit per = rule.Choice("per", FaultUnit.Request);
        return named.FirstOrDefault() switch
        {
            "every" => new EveryTrigger(rule.OptionalWhole("every", 1, Most) ?? 1, per),
            "first" => new FirstTrigger(rule.OptionalWhole("first", 1, Most) ?? 1, rule.OptionalWhole("skip", 0, Most) ?? 0, per),
            "sequence" => ReadSequence(rule, per),
            _ => new ProbabilityTrigger(rule.OptionalNumber("probability", 0, 1) ?? 1, per),
        };
    }

    private static SequenceTrigger ReadSequence(JsonCursor rule, FaultUnit per)
    {
        var sequence = new List<bool>();
        foreach (JsonCursor item in rule.Items("sequence"))
        {
            if (item.Element.ValueKind is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
            {
                item.Error("must be true, where the fault strikes, or false");
            }

            sequence.Add(item.Element.ValueKind == System.Text.Json.JsonValueKind.True);
        }

        if (sequence.Count is 0 or > LongestSequence)
        {
            rule.At($"{rule.Path}.sequence", default).Error($"must hold 1 to {LongestSequence} of true and false");
            sequence.Add(true);
        }

        return new SequenceTrigger(sequence, !rule.TryMember("repeat", out _) || rule.OptionalFlag("repeat"), per);
    }
}
