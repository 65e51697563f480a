using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>Reads what load an experiment is meant for. The load test program runs it; here it is only looked at and kept.</summary>
internal static class LoadReader
{
    private const double Most = 1e9;

    /// <summary>The member as JSON, or <see langword="null"/> where it is absent; what is wrong is noted.</summary>
    public static string? Read(JsonCursor owner, string name)
    {
        if (!owner.TryMember(name, out JsonCursor load) || !load.IsObject("ratePerSecond", "clients", "operation", "timeoutMs", "sessionSeconds"))
        {
            return null;
        }

        CheckNumber(load, "ratePerSecond");
        CheckNumber(load, "timeoutMs");
        CheckNumber(load, "sessionSeconds");
        load.OptionalText("operation");
        foreach (JsonCursor client in load.Items("clients"))
        {
            client.Text();
        }

        return load.Json();
    }

    private static void CheckNumber(JsonCursor load, string name)
    {
        if (load.OptionalNumber(name) is <= 0 or > Most)
        {
            load.At($"{load.Path}.{name}", default).Error($"must be more than 0 and at most {Most}");
        }
    }
}
