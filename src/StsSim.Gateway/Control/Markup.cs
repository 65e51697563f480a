using System.Net;

namespace StsSim.Gateway.Control;

/// <summary>Text in pages and images: what somebody has named something is text there, whatever it looks like.</summary>
internal static class Markup
{
    /// <summary>Encodes text, for elements and for attributes in double quotes. What neither HTML nor XML can hold becomes U+FFFD.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(Printable(text ?? ""));

    private static string Printable(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Concat(text.EnumerateRunes().Select(rune => IsPrintable(rune.Value) ? rune.ToString() : "\uFFFD"));

    // Half a surrogate pair is U+FFFD by now.
    private static bool IsPrintable(int rune) => rune is '\t' or '\n' or '\r' or (>= ' ' and < 0x7F) or (> 0x9F and not (0xFFFE or 0xFFFF));
}
