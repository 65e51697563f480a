using System.Globalization;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>What a load test wants of the XML that STS answers with; none of it is ever escaped.</summary>
internal static class AnswerBody
{
    private const int LongestTime = 40;

    /// <returns><see langword="null"/> where the body is cut short, or holds no whole session.</returns>
    public static IssuedSession? Session(ReadOnlySpan<byte> body)
    {
        int start = body.IndexOf("<Credentials>"u8);
        if (start < 0 || !IsWhole(body))
        {
            return null;
        }

        ReadOnlySpan<byte> credentials = body[start..];
        ReadOnlySpan<byte> key = Element(credentials, "<AccessKeyId>"u8);
        ReadOnlySpan<byte> secret = Element(credentials, "<SecretAccessKey>"u8);
        ReadOnlySpan<byte> token = Element(credentials, "<SessionToken>"u8);
        if (key.IsEmpty || secret.IsEmpty || token.IsEmpty || !TryReadTime(Element(credentials, "<Expiration>"u8), out DateTimeOffset expiration))
        {
            return null;
        }

        var issued = new ClientCredentials(Encoding.ASCII.GetString(key), Encoding.ASCII.GetString(secret), Encoding.ASCII.GetString(token));
        return new IssuedSession(issued, expiration);
    }

    public static bool IsIdentity(ReadOnlySpan<byte> body) => IsWhole(body) && !Element(body, "<Account>"u8).IsEmpty;

    public static string? ErrorCode(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> code = Element(body, "<Code>"u8);
        return code.IsEmpty ? null : Encoding.UTF8.GetString(code);
    }

    // An SDK's parser would refuse a document whose root has no end.
    private static bool IsWhole(ReadOnlySpan<byte> body) => body.TrimEnd("\r\n "u8).EndsWith("Response>"u8);

    private static ReadOnlySpan<byte> Element(ReadOnlySpan<byte> body, ReadOnlySpan<byte> tag)
    {
        int start = body.IndexOf(tag);
        if (start < 0)
        {
            return default;
        }

        ReadOnlySpan<byte> rest = body[(start + tag.Length)..];
        int end = rest.IndexOf((byte)'<');
        return end < 0 ? default : rest[..end];
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        Span<char> characters = stackalloc char[LongestTime];
        time = default;
        return text.Length <= LongestTime
            && Encoding.ASCII.TryGetChars(text, characters, out int length)
            && DateTimeOffset.TryParse(
                characters[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
