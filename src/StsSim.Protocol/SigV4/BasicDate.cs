using System.Globalization;

namespace StsSim.Protocol.SigV4;

/// <summary>
/// Dates in the basic format of ISO 8601, in UTC and to the second: <c>20261127T120000Z</c>. Read by hand: every request has
/// one, and a parser that is given the format works that out anew each time.
/// </summary>
internal static class BasicDate
{
    private const string Pattern = "yyyyMMdd'T'HHmmss'Z'";
    private const int Length = 16;

    public static string Format(DateTimeOffset date) => date.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length != Length
            || text[8] != 'T'
            || text[15] != 'Z'
            || text[..8].ContainsAnyExceptInRange('0', '9')
            || text[9..15].ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        int year = (100 * Two(text)) + Two(text[2..]);
        int month = Two(text[4..]);
        int day = Two(text[6..]);
        int hour = Two(text[9..]);
        int minute = Two(text[11..]);
        int second = Two(text[13..]);
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        date = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero);
        return true;
    }

    private static int Two(ReadOnlySpan<char> digits) => (10 * (digits[0] - '0')) + (digits[1] - '0');
}
