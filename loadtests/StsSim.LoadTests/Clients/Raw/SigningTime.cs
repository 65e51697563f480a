using System.Globalization;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>One second, as SigV4 spells it; made once a second and shared.</summary>
/// <param name="Second">Since the epoch.</param>
/// <param name="Text"><c>yyyyMMddTHHmmssZ</c>.</param>
/// <param name="Date">Its first eight letters.</param>
internal sealed record SigningTime(long Second, string Text, string Date)
{
    public static SigningTime Of(DateTimeOffset moment)
    {
        string text = moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return new SigningTime(moment.ToUnixTimeSeconds(), text, text[..8]);
    }
}
