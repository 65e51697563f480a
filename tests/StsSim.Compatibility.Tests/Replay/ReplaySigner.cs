using System.Security.Cryptography;
using System.Text;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>
/// Signature Version 4 over a request as it stands: over the headers its SignedHeaders names, as they are written, and
/// over the bytes of its body. Written from the AWS documentation; it shares nothing with the simulator.
/// </summary>
internal static class ReplaySigner
{
    public const string Region = "us-east-1";

    /// <summary>The credential scope for a date such as <c>20260203T040506Z</c>.</summary>
    public static string Scope(string date) => $"{date[..8]}/{Region}/sts/aws4_request";

    /// <returns>The signature, in hexadecimal.</returns>
    public static string Sign(string secret, string date, string requestLine, (string Name, string Value)[] headers, byte[] body)
    {
        string[] parts = requestLine.Split(' ');
        (string path, string query) = Split(parts[1], '?');
        string names = SignedHeaders(query, headers);
        IEnumerable<string> lines = names.Split(';').Select(name => $"{name}:{ValueOf(name, headers)}\n");
        string canonical = $"{parts[0]}\n{path}\n{CanonicalQuery(query)}\n{string.Concat(lines)}\n{names}\n{Hash(body)}";

        string toSign = $"AWS4-HMAC-SHA256\n{date}\n{Scope(date)}\n{Hash(Encoding.Latin1.GetBytes(canonical))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string step in Scope(date).Split('/').Append(toSign))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return Convert.ToHexStringLower(key);
    }

    private static string SignedHeaders(string query, (string Name, string Value)[] headers)
    {
        string? presigned = query.Split('&').SingleOrDefault(parameter => parameter.StartsWith("X-Amz-SignedHeaders=", StringComparison.Ordinal));
        string carrier = presigned is null ? ValueOf("authorization", headers) : Uri.UnescapeDataString(presigned).Replace("X-Amz-", "", StringComparison.Ordinal);
        string list = carrier[(carrier.IndexOf("SignedHeaders=", StringComparison.Ordinal) + "SignedHeaders=".Length)..];
        return Split(list, ',').Before;
    }

    private static string ValueOf(string name, (string Name, string Value)[] headers) => string.Join(
        ',', headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => Collapse(header.Value)));

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string CanonicalQuery(string query) => string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(parameter => Split(parameter, '='))
        .Where(parameter => parameter.Before != "X-Amz-Signature")
        .Select(parameter => (Name: Canonical(parameter.Before), Value: Canonical(parameter.After)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    private static string Canonical(string encoded) => Uri.EscapeDataString(Uri.UnescapeDataString(encoded.Replace('+', ' ')));

    private static (string Before, string After) Split(string text, char separator)
    {
        int at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
