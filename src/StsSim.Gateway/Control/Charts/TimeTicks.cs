using System.Globalization;

namespace StsSim.Gateway.Control.Charts;

/// <summary>Where an axis of time has its ticks, and how it calls them.</summary>
internal static class TimeTicks
{
    private const int Most = 8;

    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

    /// <summary>Ticks of a span of so many seconds from its beginning.</summary>
    public static IEnumerable<(double Second, string Label)> Of(double seconds)
    {
        double step = Steps.FirstOrDefault(known => seconds / known <= Most, Math.Ceiling(seconds / Most / Steps[^1]) * Steps[^1]);
        for (int tick = 0; tick * step <= seconds * (1 + 1e-9); tick++)
        {
            yield return (tick * step, Label(tick * step, step));
        }
    }

    private static string Label(double second, double step)
    {
        (double unit, string name) = step switch { >= 86_400 => (86_400d, "d"), >= 3600 => (3600, "h"), >= 60 => (60, "min"), _ => (1, "s") };
        return string.Create(CultureInfo.InvariantCulture, $"{second / unit:#,0.#} {name}");
    }
}
