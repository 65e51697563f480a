using System.Globalization;
using System.Text.Json;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>Reads how long a phase lasts: <c>"500ms"</c>, <c>"30s"</c>, <c>"2m"</c>, <c>"1h"</c>, or a number of seconds.</summary>
internal static class DurationReader
{
    private const double LeastSeconds = 0.1;
    private const double MostSeconds = 24 * 3600;

    // The longer suffix first: "ms" ends in "s".
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>The duration of a member that has to be there; of any length, and noted, where it is none.</summary>
    public static TimeSpan Read(JsonCursor owner, string name)
    {
        if (!owner.TryMember(name, out JsonCursor member))
        {
            owner.At($"{owner.Path}.{name}", default).Error("is missing");
            return TimeSpan.FromSeconds(LeastSeconds);
        }

        double? seconds = member.Element.ValueKind switch
        {
            JsonValueKind.Number => member.Number(),
            JsonValueKind.String => SecondsOf(member.Text() ?? ""),
            _ => null,
        };
        if (seconds is null)
        {
            member.Error("must be a duration such as 500ms, 30s, 2m or 1h, or a number of seconds");
        }
        else if (seconds is < LeastSeconds or > MostSeconds)
        {
            member.Error("must lie between 100ms and 24h");
            seconds = null;
        }

        return TimeSpan.FromSeconds(seconds ?? LeastSeconds);
    }

    /// <summary>The seconds that a text such as <c>500ms</c> or <c>2m</c> names, or <see langword="null"/>.</summary>
    public static double? SecondsOf(string text)
    {
        foreach ((string suffix, double seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && double.IsFinite(count)) // "NaN" and "Infinity" are numbers to .NET, whatever the style
            {
                return count * seconds;
            }
        }

        return null;
    }
}
