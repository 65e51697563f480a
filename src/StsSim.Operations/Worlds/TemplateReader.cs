using System.Text.Json;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Worlds;

/// <summary>Reads an item of a list that may be a template: one with a <c>count</c> stands for that many.</summary>
internal static class TemplateReader
{
    public const string Count = "count";

    /// <summary>The item itself, or the instances of the template it is.</summary>
    public static IEnumerable<JsonCursor> Expand(JsonCursor item, AccountId? account)
    {
        if (item.Element.ValueKind != JsonValueKind.Object || !item.TryMember(Count, out JsonCursor count))
        {
            yield return item;
            yield break;
        }

        int? instances = count.Whole(1, WorldBounds.MostIdentities);
        var instance = new TemplateInstance(account);
        for (int number = 1; number <= (instances ?? 1); number++)
        {
            yield return item.In(instance);
            instance = instance.Next();
        }
    }

    /// <summary>How many an item stands for; one whose count is not valid, for itself.</summary>
    public static int InstancesOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(Count, out JsonElement count)
        && count.ValueKind == JsonValueKind.Number && count.TryGetDouble(out double value) && value is >= 1 and <= WorldBounds.MostIdentities
            ? (int)value
            : 1;
}
