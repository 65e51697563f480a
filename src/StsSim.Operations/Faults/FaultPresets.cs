using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>
/// Rules for the incidents that people report, by name: <c>fault-presets.json</c> beside this file. A rule that names one
/// has all its members, and of its <c>match</c> each that the rule does not name itself.
/// </summary>
public static class FaultPresets
{
    private static readonly Lazy<JsonObject> Presets = new(Read);

    public static IEnumerable<string> Names => Presets.Value.Select(preset => preset.Key);

    /// <summary>Every preset by its name, each a rule without an id.</summary>
    public static JsonObject All => Presets.Value.DeepClone().AsObject();

    /// <summary>A rule with what it takes from its preset; the rule itself where it names none, or none there is, which is noted.</summary>
    internal static JsonCursor Complete(JsonCursor rule)
    {
        if (rule.OptionalText("preset") is not { } name)
        {
            return rule;
        }

        if (Presets.Value[name] is not JsonObject preset)
        {
            string guess = Spelling.Nearest(name, Names.ToArray()) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", Names)}";
            rule.At($"{rule.Path}.preset", default).Error($"is no preset{guess}");
            return rule;
        }

        JsonObject own = JsonNode.Parse(rule.Element.GetRawText(), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
        var whole = preset.DeepClone().AsObject();
        if (Triggers.Any(own.ContainsKey))
        {
            foreach (string trigger in Triggers)
            {
                whole.Remove(trigger);
            }
        }

        foreach ((string member, JsonNode? value) in own)
        {
            if (member == "match" && value is JsonObject match && whole["match"] is JsonObject others)
            {
                foreach ((string condition, JsonNode? wanted) in match)
                {
                    others[condition] = wanted?.DeepClone();
                }
            }
            else
            {
                whole[member] = value?.DeepClone();
            }
        }

        return rule.At(rule.Path, JsonSerializer.SerializeToElement(whole));
    }

    private static readonly string[] Triggers = ["probability", "every", "first", "skip", "sequence", "repeat"];

    private static JsonObject Read()
    {
        using Stream stream = typeof(FaultPresets).Assembly.GetManifestResourceStream("fault-presets.json")!;
        return JsonNode.Parse(stream, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!.AsObject();
    }
}
