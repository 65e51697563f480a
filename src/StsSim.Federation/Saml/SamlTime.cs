using System.Globalization;

namespace StsSim.Federation.Saml;

/// <summary>Times as SAML writes them: <c>xs:dateTime</c> in UTC (core, 1.3.3), with any number of digits of a second.</summary>
internal static class SamlTime
{
    private const int TickDigits = 7;

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int point = rest.IndexOf('.');
        if (point >= 0)
        {
            int digits = point + 1;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits]))
            {
                digits++;
            }

            // .NET knows ticks; Java writes nanoseconds.
            if (digits - point - 1 > TickDigits)
            {
                rest = string.Concat(rest[..(point + 1 + TickDigits)], rest[digits..]);
            }
        }

        return DateTimeOffset.TryParseExact(
            rest, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
