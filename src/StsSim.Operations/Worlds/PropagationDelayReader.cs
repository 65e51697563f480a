using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Worlds;

/// <summary>Reads a propagation delay as the control API writes it: <c>{"minimumMs": 500, "maximumMs": 4000, "seed": 1}</c>.</summary>
public static class PropagationDelayReader
{
    private const double LongestMs = 600_000;

    public static PropagationDelay Read(JsonCursor cursor)
    {
        cursor.IsObject("minimumMs", "maximumMs", "seed");
        double minimum = ReadMs(cursor, "minimumMs") ?? 0;
        double? maximum = ReadMs(cursor, "maximumMs");
        if (maximum is null)
        {
            cursor.Error("needs maximumMs");
        }
        else if (maximum < minimum)
        {
            cursor.At($"{cursor.Path}.maximumMs", default).Error("must not be less than minimumMs");
        }

        double seed = cursor.OptionalNumber("seed") ?? 0;
        if (seed != Math.Floor(seed) || seed is < int.MinValue or > int.MaxValue)
        {
            cursor.At($"{cursor.Path}.seed", default).Error("must be a whole number of 32 bits");
        }

        return new PropagationDelay(TimeSpan.FromMilliseconds(minimum), TimeSpan.FromMilliseconds(maximum ?? minimum), (int)seed);
    }

    private static double? ReadMs(JsonCursor cursor, string name)
    {
        double? ms = cursor.OptionalNumber(name);
        if (ms is < 0 or > LongestMs)
        {
            cursor.At($"{cursor.Path}.{name}", default).Error($"must lie between 0 and {LongestMs} milliseconds");
            return null;
        }

        return ms;
    }
}
