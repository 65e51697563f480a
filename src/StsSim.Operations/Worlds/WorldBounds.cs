using System.Globalization;
using System.Text.Json;

namespace StsSim.Operations.Worlds;

/// <summary>How much a world may hold. With templates in it, a file of a hundred bytes could ask for more than any memory.</summary>
internal static class WorldBounds
{
    /// <summary>Accounts, users, groups, roles and customer-managed policies, together.</summary>
    public const int MostIdentities = 1_000_000;

    private static readonly string[] Identities = ["users", "groups", "roles", "policies"];

    /// <summary>Whether the world can be read; notes the error where it stands for too much.</summary>
    public static bool Hold(JsonCursor root)
    {
        double identities = Sum(root.Element, "accounts", account => 1 + Identities.Sum(list => Sum(account, list, _ => 1)));
        if (identities <= MostIdentities)
        {
            return true;
        }

        root.At("$.accounts", default).Error(
            string.Create(CultureInfo.InvariantCulture, $"stand for {identities:N0} accounts and identities; a world may hold {MostIdentities:N0}"));
        return false;
    }

    private static double Sum(JsonElement owner, string list, Func<JsonElement, double> weightOf) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(list, out JsonElement items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Sum(item => TemplateReader.InstancesOf(item) * weightOf(item))
            : 0;
}
