using System.Globalization;
using System.Text.RegularExpressions;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Durations as people type them: <c>30s</c>, <c>2m</c>, <c>1m30s</c>, <c>1h</c>, <c>500ms</c>, or bare seconds.</summary>
internal static partial class DurationSyntax
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        Match match = Parts().Match(text);
        if (!match.Success)
        {
            return false;
        }

        double seconds = (Part("h") * 3600) + (Part("m") * 60) + Part("s") + (Part("ms") / 1000) + Part("bare");
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;

        double Part(string name) => match.Groups[name].Success
            ? double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>A duration in the fewest words that are read as it: <c>36h</c>, <c>90s</c>, <c>1ms</c>, <c>0</c>.</summary>
    public static string Of(TimeSpan duration) => duration switch
    {
        _ when duration == TimeSpan.Zero => "0",
        _ when duration.Ticks % TimeSpan.TicksPerHour == 0 => Counted(duration.TotalHours, "h"),
        _ when duration.Ticks % TimeSpan.TicksPerMinute == 0 => Counted(duration.TotalMinutes, "m"),
        _ when duration.Ticks % TimeSpan.TicksPerSecond == 0 => Counted(duration.TotalSeconds, "s"),
        _ => Counted(duration.TotalMilliseconds, "ms"),
    };

    private static string Counted(double count, string unit) => count.ToString("0.####", CultureInfo.InvariantCulture) + unit;

    [GeneratedRegex(@"^(?:(?=\d)(?:(?<h>\d+(?:\.\d+)?)h)?(?:(?<m>\d+(?:\.\d+)?)m)?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+(?:\.\d+)?)ms)?|(?<bare>\d+(?:\.\d+)?))$")]
    private static partial Regex Parts();
}
