using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>A recorded case with its placeholders filled and its signature made: the bytes to send.</summary>
internal sealed class ReplayedRequest
{
    private readonly Dictionary<string, string> _values;
    private string _requestLine;
    private List<string> _headerLines;

    private ReplayedRequest(RecordedCase recorded, Dictionary<string, string> values)
    {
        _values = values;
        _requestLine = Fill(WithoutEmptyParameters(recorded.RequestLine));
        _headerLines = [.. recorded.HeaderLines.Where(line => !HasEmptyPlaceholder(line))];
        Body = Encoding.UTF8.GetBytes(Fill(recorded.Body));
        _values["content-length"] = Body.Length.ToString(CultureInfo.InvariantCulture);
        _values["body-sha256"] = Convert.ToHexStringLower(SHA256.HashData(Body));
        _headerLines = [.. _headerLines.Select(line => WithoutUnsentHeader(Fill(line)))];
    }

    public byte[] Body { get; }

    /// <summary>The request head in Latin-1, then the body.</summary>
    public byte[] Bytes => [.. Encoding.Latin1.GetBytes($"{_requestLine}\r\n{string.Concat(_headerLines.Select(line => $"{line}\r\n"))}\r\n"), .. Body];

    /// <summary>Fills and signs a case.</summary>
    /// <param name="key">What to sign with; <see langword="null"/> for a case without a signature.</param>
    /// <param name="host">The Host header.</param>
    /// <param name="now">The client's clock.</param>
    /// <param name="tokens">The values of further placeholders, encoded.</param>
    public static ReplayedRequest Of(
        RecordedCase recorded, ClientKey? key, string host, DateTimeOffset now, params IEnumerable<KeyValuePair<string, string>> tokens)
    {
        string date = Basic(now);
        string credential = $"{key?.AccessKeyId}/{ReplaySigner.Scope(date)}";
        var values = new Dictionary<string, string>(tokens)
        {
            ["host"] = host,
            ["date"] = date,
            ["ttl"] = Basic(now.AddMinutes(1)),
            ["credential"] = credential,
            ["credential:encoded"] = Uri.EscapeDataString(credential),
            ["session-token"] = key?.SessionToken ?? "",
            ["session-token:encoded"] = Uri.EscapeDataString(key?.SessionToken ?? ""),
            ["invocation-id"] = Guid.NewGuid().ToString(),
        };
        var request = new ReplayedRequest(recorded, values);
        if (key is not null && recorded.IsSigned)
        {
            request.Sign(key, date);
        }

        return request;
    }

    private static string Basic(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private void Sign(ClientKey key, string date)
    {
        (string, string)[] headers = [.. _headerLines.Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))];
        string signature = ReplaySigner.Sign(key.SecretAccessKey, date, _requestLine, headers, Body);
        _requestLine = _requestLine.Replace("{signature}", signature, StringComparison.Ordinal);
        _headerLines = [.. _headerLines.Select(line => line.Replace("{signature}", signature, StringComparison.Ordinal))];
    }

    private string Fill(string text) =>
        _values.Aggregate(text, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    private bool HasEmptyPlaceholder(string line) => _values.Any(value => value.Value.Length == 0 && line.Contains($"{{{value.Key}}}", StringComparison.Ordinal));

    private string WithoutEmptyParameters(string requestLine) => string.Join('&', requestLine.Split('&').Where(parameter => !HasEmptyPlaceholder(parameter)));

    // A client signs the token's header where it sends one.
    private string WithoutUnsentHeader(string line) => _values["session-token"].Length > 0
        ? line
        : line.Replace(";x-amz-security-token", "", StringComparison.Ordinal);
}
