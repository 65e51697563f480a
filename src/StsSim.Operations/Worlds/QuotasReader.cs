using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Reads quotas as world files and the control API write them:
/// <c>{"default": {"requestsPerSecond": 50, "burst": 50}, "operations": {"AssumeRole": {…}}, "perFederatedUser": {…}, "perPrincipal": {…}, "perSource": {…}}</c>.
/// </summary>
public static class QuotasReader
{
    private const double Largest = 1e9;

    /// <summary>
    /// The quotas, those not named as in <paramref name="otherwise"/>; <c>null</c> for anything but <c>default</c> takes
    /// those buckets away. What is wrong is noted where the cursor notes errors.
    /// </summary>
    public static AccountQuotas Read(JsonCursor cursor, AccountQuotas otherwise)
    {
        if (!cursor.IsObject("default", "operations", "perFederatedUser", "perPrincipal", "perSource"))
        {
            return otherwise;
        }

        return new AccountQuotas(
            cursor.TryMember("default", out JsonCursor all) ? ReadLimits(all) : otherwise.Default,
            Read(cursor, "perFederatedUser", otherwise.PerFederatedUser, ReadLimits))
        {
            PerPrincipal = Read(cursor, "perPrincipal", otherwise.PerPrincipal, ReadLimits),
            PerSource = Read(cursor, "perSource", otherwise.PerSource, ReadLimits),
            Operations = Read(cursor, "operations", otherwise.Operations, ReadOperations),
        };
    }

    private static T? Read<T>(JsonCursor cursor, string name, T? otherwise, Func<JsonCursor, T?> read)
        where T : class
    {
        if (cursor.TryMember(name, out JsonCursor member))
        {
            return read(member);
        }

        return cursor.Element.TryGetProperty(name, out _) ? null : otherwise;
    }

    // Whole: an operation that is not named has no limits of its own.
    private static Dictionary<string, QuotaLimits>? ReadOperations(JsonCursor cursor)
    {
        if (!cursor.IsObject(OperationBuckets.All))
        {
            return null;
        }

        var operations = new Dictionary<string, QuotaLimits>();
        foreach (string name in OperationBuckets.All)
        {
            if (cursor.TryMember(name, out JsonCursor limits))
            {
                operations.Add(name, ReadLimits(limits));
            }
        }

        return operations.Count > 0 ? operations : null;
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
