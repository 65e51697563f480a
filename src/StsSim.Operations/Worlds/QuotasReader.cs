using System.Text.Json;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Reads quotas as world files and the control API write them:
/// <c>{"default": {"requestsPerSecond": 50, "burst": 50}, "perFederatedUser": {…}}</c>.
/// </summary>
public static class QuotasReader
{
    private const double Largest = 1e9;

    /// <summary>
    /// The quotas, those not named as in <paramref name="otherwise"/>; <c>"perFederatedUser": null</c> takes that bucket
    /// away. What is wrong is noted where the cursor notes errors.
    /// </summary>
    public static AccountQuotas Read(JsonCursor cursor, AccountQuotas otherwise)
    {
        if (!cursor.IsObject("default", "perFederatedUser"))
        {
            return otherwise;
        }

        bool removesPerUser = cursor.Element.TryGetProperty("perFederatedUser", out JsonElement perUser) && perUser.ValueKind == JsonValueKind.Null;
        return new AccountQuotas(
            cursor.TryMember("default", out JsonCursor all) ? ReadLimits(all) : otherwise.Default,
            cursor.TryMember("perFederatedUser", out JsonCursor each) ? ReadLimits(each) : removesPerUser ? null : otherwise.PerFederatedUser);
    }

    private static QuotaLimits ReadLimits(JsonCursor cursor)
    {
        if (!cursor.IsObject("requestsPerSecond", "burst"))
        {
            return AccountQuotas.Aws.Default;
        }

        double rate = ReadNumber(cursor, "requestsPerSecond", least: 0);
        double burst = cursor.TryMember("burst", out _) ? ReadNumber(cursor, "burst", least: 1) : Math.Max(1, rate);
        return new QuotaLimits(rate, burst);
    }

    private static double ReadNumber(JsonCursor cursor, string name, double least)
    {
        if (!cursor.TryMember(name, out JsonCursor member))
        {
            cursor.Error($"needs {name}");
            return least;
        }

        double value = member.Number() ?? least;
        if (value < least || value > Largest)
        {
            member.Error($"must lie between {least} and {Largest}");
        }

        return value;
    }
}
