using System.Security.Cryptography;
using System.Text;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>
/// Signature Version 4 from the client's side, written from the AWS documentation alone and by other means than the
/// verifier: strings throughout, nothing shared.
/// </summary>
internal sealed record IndependentSigner(string AccessKeyId, string Secret, string Date)
{
    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "sts";

    /// <summary>The header that carries the date.</summary>
    public (string Name, string Value) DateHeader { get; init; } = ("X-Amz-Date", Date);

    private string Scope => $"{Date[..8]}/{Region}/{Service}/aws4_request";

    /// <summary>The headers to send, an Authorization header with them.</summary>
    public (string Name, string Value)[] SignHeaders(
        string method, (string Name, string Value)[] query, (string Name, string Value)[] headers, string body)
    {
        (string Name, string Value)[] sent = [.. headers, DateHeader];
        string signature = Sign(method, query, sent, body);
        return [.. sent, ("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{Scope}, SignedHeaders={Names(sent)}, Signature={signature}")];
    }

    /// <summary>The query to send, its signature in it.</summary>
    public (string Name, string Value)[] Presign(
        string method, (string Name, string Value)[] query, (string Name, string Value)[] headers, string? token = null)
    {
        List<(string, string)> sent =
        [
            .. query,
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", $"{AccessKeyId}/{Scope}"), ("X-Amz-Date", Date),
            ("X-Amz-Expires", "60"), ("X-Amz-SignedHeaders", Names(headers)),
        ];
        if (token is not null)
        {
            sent.Add(("X-Amz-Security-Token", token));
        }

        return [.. sent, ("X-Amz-Signature", Sign(method, [.. sent], headers, ""))];
    }

    public static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' ? $"{(char)b}" : $"%{b:X2}"));

    private static string Names((string Name, string Value)[] headers) =>
        string.Join(';', Lower(headers).Select(h => h.Name).Distinct());

    private string Sign(string method, (string Name, string Value)[] query, (string Name, string Value)[] headers, string body)
    {
        IEnumerable<string> pairs = query
            .Select(p => (Name: Escape(p.Name), Value: Escape(p.Value)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}");
        IEnumerable<string> lines = Lower(headers)
            .GroupBy(h => h.Name)
            .Select(g => $"{g.Key}:{string.Join(',', g.Select(h => Collapse(h.Value)))}\n");
        string canonical = $"{method}\n/\n{string.Join('&', pairs)}\n{string.Concat(lines)}\n{Names(headers)}\n{Hash(Encoding.UTF8.GetBytes(body))}";

        // Header values are held byte for char, so the canonical request is, too.
        string toSign = $"AWS4-HMAC-SHA256\n{Date}\n{Scope}\n{Hash(Encoding.Latin1.GetBytes(canonical))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (string step in Scope.Split('/').Append(toSign))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        }

        return Convert.ToHexStringLower(key);
    }

    private static IEnumerable<(string Name, string Value)> Lower((string Name, string Value)[] headers) =>
        headers.Select(h => (Name: string.Concat(h.Name.Select(char.ToLowerInvariant)), h.Value)).OrderBy(h => h.Name, StringComparer.Ordinal);

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
