using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>One answer, read as strictly as HTTP allows.</summary>
internal sealed partial record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, int Length)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Reads the answer at the front of what was received.</summary>
    /// <param name="toHead">Whether it answers HEAD, so that it has no body whatever it announces.</param>
    /// <param name="isLast">Whether the server has closed its side, which ends the answers to HTTP/1.0.</param>
    /// <returns>The answer, or <see langword="null"/> where more has to come.</returns>
    public static HttpAnswer? Read(byte[] received, bool toHead, bool isLast)
    {
        int end = received.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        string[] lines = Encoding.Latin1.GetString(received, 0, end).Split("\r\n");
        Match start = StatusLine().Match(lines[0]);
        Assert.True(start.Success, $"Not a status line: {lines[0]}");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
        {
            Match header = HeaderLine().Match(line);
            Assert.True(header.Success, $"Not a header: {line}");
            Assert.True(headers.TryAdd(header.Groups[1].Value, header.Groups[2].Value), $"Twice: {line}");
        }

        int status = int.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture);
        bool hasBody = !toHead && status is not (< 200 or 204 or 304);
        (byte[] Body, int Length)? body = !hasBody ? ([], 0)
            : headers.ContainsKey("Transfer-Encoding") ? Chunked(received, end + 4)
            : headers.TryGetValue("Content-Length", out string? length) ? Counted(received, end + 4, int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture))
            : isLast ? (received[(end + 4)..], received.Length - end - 4)
            : null;
        return body is null ? null : new HttpAnswer(status, headers, body.Value.Body, end + 4 + body.Value.Length);
    }

    private static (byte[] Body, int Length)? Counted(byte[] received, int at, int length) =>
        received.Length - at < length ? null : (received[at..(at + length)], length);

    private static (byte[] Body, int Length)? Chunked(byte[] received, int from)
    {
        var body = new List<byte>();
        for (int at = from; ;)
        {
            int line = received.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0)
            {
                return null;
            }

            int size = int.Parse(Encoding.Latin1.GetString(received, at, line), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at += line + 2;
            if (received.Length < at + size + 2)
            {
                return null;
            }

            body.AddRange(received[at..(at + size)]);
            at += size + 2;
            if (size == 0)
            {
                return ([.. body], at - from);
            }
        }
    }

    [GeneratedRegex(@"^HTTP/1\.1 ([1-5]\d\d) [ -~]*$")]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"^([!#$%&'*+\-.^_`|~0-9A-Za-z]+): ([\t -~]*)$")]
    private static partial Regex HeaderLine();
}
