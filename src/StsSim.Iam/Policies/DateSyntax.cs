using System.Globalization;

namespace StsSim.Iam.Policies;

/// <summary>
/// Dates in conditions: the W3C's forms of ISO 8601 from a day on, in UTC where no offset is written, or seconds since
/// 1970. Source: IAM User Guide, "Date condition operators". Digits alone are seconds, never a year.
/// </summary>
internal static class DateSyntax
{
    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    // The seconds that DateTimeOffset can hold.
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds) && text[^1] != '\0')
        {
            return TryFromSeconds(seconds, out instant);
        }

        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Universal, out instant);
    }

    public static bool TryFromSeconds(long seconds, out DateTimeOffset instant)
    {
        bool representable = seconds >= Earliest && seconds <= Latest;
        instant = representable ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return representable;
    }
}
