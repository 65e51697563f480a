using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults.Distributions;
using StsSim.Operations.Iam;
using StsSim.Operations.Sts;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>
/// Reads fault rules as world files, experiments and the control API write them. A rule may begin with a <c>preset</c>,
/// which its own members complete and override.
/// </summary>
public static class FaultRulesReader
{
    /// <summary>How many rules a world, an account or a phase of an experiment may have.</summary>
    public const int MostRules = 1000;

    private const int LongestId = 64;
    private const double MostTtlSeconds = 30 * 86_400;

    private static readonly string[] Operations =
    [
        .. typeof(AwsOperation).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(StsOperation)) || type.IsSubclassOf(typeof(IamOperation))))
            .Select(type => type.Name),
    ];

    private static readonly string[] Known =
        ["id", "description", "preset", "enabled", "match", "probability", "every", "first", "skip", "sequence", "repeat", "per", "schedule", "maxActive", "delay", "effect", "ttlSeconds", "seed"];

    // What a rule that is read says besides, and is passed over where it is put back.
    private static readonly string[] Figures = ["considered", "fired", "expiresAt", "experiment"];

    /// <summary>The rules of a list member of a file, none where it is absent; what is wrong is noted where the cursor notes errors.</summary>
    public static IReadOnlyList<FaultRuleDefinition> ReadAll(JsonCursor owner, string member) => ReadAll(owner.Items(member), Known);

    /// <summary>The rules of a list that is put.</summary>
    public static IReadOnlyList<FaultRuleDefinition> ReadAll(JsonCursor list) => ReadAll(list.Items(), [.. Known, .. Figures]);

    /// <summary>One rule that is put.</summary>
    /// <param name="id">What it is put under; <see langword="null"/> where the rule itself has to say it.</param>
    public static FaultRuleDefinition Read(JsonCursor rule, string? id) => Read(rule, id, [.. Known, .. Figures]);

    private static FaultRuleDefinition Read(JsonCursor rule, string? id, string[] known)
    {
        if (!rule.IsObject(known))
        {
            return new FaultRuleDefinition(id ?? "", "{}", Generation: 0);
        }

        string own = id is null ? rule.RequiredText("id") : rule.OptionalText("id") ?? id;
        if (id is not null && own != id)
        {
            rule.At($"{rule.Path}.id", default).Error($"is not the id it is put under, '{id}'");
        }
        else if (!IsId(own) && (id is not null || rule.TryMember("id", out _)))
        {
            rule.At($"{rule.Path}.id", default).Error($"must be 1 to {LongestId} letters, digits, hyphens, underscores and dots");
        }

        JsonCursor whole = FaultPresets.Complete(rule);
        ReadRule(whole, new FaultRuleDefinition(own, "{}", Generation: 0));
        TimeSpan? lifetime = rule.OptionalNumber("ttlSeconds", 0.001, MostTtlSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        return new FaultRuleDefinition(own, TextOf(rule), Generation: 0, lifetime);
    }

    /// <summary>
    /// A rule that was accepted before, ready for requests. One that a version of the simulator accepted that knew more than
    /// this one is not in force: it must not strike whom it is not for.
    /// </summary>
    /// <param name="errors">What this version does not understand of it.</param>
    public static FaultRule Compile(FaultRuleDefinition definition, out IReadOnlyList<WorldFileError> errors)
    {
        using JsonDocument document = JsonDocument.Parse(definition.Json);
        var found = new List<WorldFileError>();
        errors = found;
        var root = new JsonCursor(document.RootElement, "$", found);
        root.IsObject(Known);
        FaultRule rule = ReadRule(FaultPresets.Complete(root), definition);
        if (found.Count > 0)
        {
            rule.Disable();
        }

        return rule;
    }

    private static List<FaultRuleDefinition> ReadAll(IEnumerable<JsonCursor> items, string[] known)
    {
        var rules = new List<FaultRuleDefinition>();
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (JsonCursor item in items)
        {
            FaultRuleDefinition rule = Read(item, id: null, known);
            if (!ids.Add(rule.Id) && rule.Id.Length > 0)
            {
                item.At($"{item.Path}.id", default).Error("is another rule's: ids are unique whatever their case");
            }

            if (rules.Count == MostRules)
            {
                item.Error($"is one rule too many; there may be {MostRules}");
                break;
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static FaultRule ReadRule(JsonCursor rule, FaultRuleDefinition definition)
    {
        rule.OptionalText("description");
        var read = new FaultRule
        {
            Definition = definition,
            Match = FaultMatchReader.Read(rule, Operations),
            Schedule = rule.TryMember("schedule", out JsonCursor schedule) ? FaultSchedule.Read(schedule) : null,
            MaxActive = rule.OptionalWhole("maxActive", 1, int.MaxValue) ?? int.MaxValue,
            Trigger = FaultTriggerReader.Read(rule),
            Delay = rule.TryMember("delay", out JsonCursor delay) ? Distribution.Read(delay) : null,
            Effect = FaultEffects.Read(rule),
            Seed = ReadSeed(rule),
        };
        if (rule.TryMember("enabled", out _) && !rule.OptionalFlag("enabled"))
        {
            read.Disable();
        }

        return read;
    }

    private static long? ReadSeed(JsonCursor rule)
    {
        if (rule.OptionalNumber("seed", -WorldFileReader.LargestSeed, WorldFileReader.LargestSeed) is not { } seed)
        {
            return null;
        }

        if (seed != Math.Floor(seed))
        {
            rule.At($"{rule.Path}.seed", default).Error("must be a whole number");
        }

        return (long)seed;
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    // The id is told apart, and a lifetime only when the rule is put.
    private static string TextOf(JsonCursor rule)
    {
        if (rule.Json() is not { } text || JsonNode.Parse(text) is not JsonObject members)
        {
            return "{}";
        }

        members.Remove("id");
        members.Remove("ttlSeconds");
        foreach (string figure in Figures)
        {
            members.Remove(figure);
        }

        return members.ToJsonString(JsonCursor.AsWritten);
    }
}
