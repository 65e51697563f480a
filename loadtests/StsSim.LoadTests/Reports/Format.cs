using System.Globalization;

namespace StsSim.LoadTests.Reports;

/// <summary>How figures are written, on the console and in the report alike.</summary>
internal static class Format
{
    private const string Nothing = "–";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan? latency)
    {
        if (latency is not { } value)
        {
            return Nothing;
        }

        double milliseconds = value.TotalMilliseconds;
        string format = milliseconds switch
        {
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "#,##0",
        };
        return milliseconds.ToString(format, CultureInfo.InvariantCulture) + " ms";
    }

    public static string Ratio(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? Nothing;

    /// <summary>A figure of whatever kind.</summary>
    public static string Figure(double? value) => value?.ToString("#,##0.###", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);

    public static string Seconds(TimeSpan duration) =>
        duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";

    public static string Rate(double perSecond) => perSecond.ToString("0.###", CultureInfo.InvariantCulture) + "/s";
}
