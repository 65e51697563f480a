using System.Globalization;
using System.Net;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Reads of an answer's XML the few elements that a load generator needs.</summary>
internal static class StsAnswer
{
    /// <summary>The session in it; <see langword="null"/> where there is none.</summary>
    /// <exception cref="MalformedResponseException">There is half of one.</exception>
    public static IssuedSession? SessionIn(ReadOnlySpan<byte> body)
    {
        if (ElementIn(body, "<AccessKeyId>"u8) is not { } id)
        {
            return null;
        }

        return ElementIn(body, "<SecretAccessKey>"u8) is { } secret
            && ElementIn(body, "<SessionToken>"u8) is { } token
            && DateTimeOffset.TryParse(ElementIn(body, "<Expiration>"u8), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset expiration)
                ? new IssuedSession(new ClientCredentials(id, secret, token), expiration)
                : throw new MalformedResponseException("The session in the answer lacks a part.");
    }

    /// <summary>The error's code; <see langword="null"/> where there is none.</summary>
    public static string? ErrorCodeIn(ReadOnlySpan<byte> body) => ElementIn(body, "<Code>"u8);

    /// <summary>Whether the answer is whole: its root element has an end.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> body) =>
        body.TrimEnd("\r\n "u8).EndsWith("Response>"u8);

    private static string? ElementIn(ReadOnlySpan<byte> body, ReadOnlySpan<byte> tag)
    {
        int start = body.IndexOf(tag);
        if (start < 0)
        {
            return null;
        }

        body = body[(start + tag.Length)..];
        int end = body.IndexOf((byte)'<');
        if (end < 0)
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(body[..end]);
        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }
}
