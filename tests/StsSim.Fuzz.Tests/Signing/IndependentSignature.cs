using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Fuzz.Tests.Signing;

/// <summary>Signature Version 4 from AWS's documentation alone, sharing nothing with the verifier: strings throughout, bytes as characters.</summary>
internal static class IndependentSignature
{
    public const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    /// <summary>The signature that this request has under these terms.</summary>
    public static string Of(RequestText request, SignedTerms terms)
    {
        string headers = string.Concat(terms.SignedHeaders.Split(';').Select(name => $"{name}:{Collapse(request.Header(name) ?? "")}\n"));
        string canonical = $"{request.Method}\n/\n{Query(request.Query)}\n{headers}\n{terms.SignedHeaders}\n{Hash(Encoding.Latin1.GetBytes(request.Body))}";
        string toSign = $"AWS4-HMAC-SHA256\n{terms.Date}\n{terms.Scope}\n{Hash(Encoding.Latin1.GetBytes(canonical))}";
        byte[] key = Encoding.ASCII.GetBytes("AWS4" + Secret);
        foreach (string step in terms.Scope.Split('/').Append(toSign))
        {
            key = HMACSHA256.HashData(key, Encoding.Latin1.GetBytes(step));
        }

        return Convert.ToHexStringLower(key);
    }

    /// <summary>The decoded parameters of a query string or a form, bytes as characters; the last wins of those of one name.</summary>
    public static Dictionary<string, string> Parameters(string form)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in Pairs(form))
        {
            parameters[name] = value;
        }

        return parameters;
    }

    public static string Escape(string text) => string.Concat(text.Select(c =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' ? $"{c}" : string.Create(CultureInfo.InvariantCulture, $"%{(int)c:X2}")));

    private static string Query(string query) => string.Join('&', Pairs(query)
        .Where(pair => pair.Name != "X-Amz-Signature")
        .Select(pair => (Name: Escape(pair.Name), Value: Escape(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static IEnumerable<(string Name, string Value)> Pairs(string form) => form.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => (Unescape(pair[0]), pair.Length == 2 ? Unescape(pair[1]) : ""));

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                plain.Append((char)int.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                plain.Append(text[i] == '+' ? ' ' : text[i]);
            }
        }

        return plain.ToString();
    }

    private static string Collapse(string value)
    {
        value = value.Trim(' ', '\t');
        while (value.Contains("  ", StringComparison.Ordinal))
        {
            value = value.Replace("  ", " ", StringComparison.Ordinal);
        }

        return value;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
