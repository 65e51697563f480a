using System.Text;

namespace StsSim.Fuzz.Tests.Signing;

/// <summary>A request as a text: method and query on the first line, then headers, an empty line and the body. Characters are bytes.</summary>
internal sealed class RequestText
{
    public required string Method { get; set; }

    public required string Query { get; set; }

    public required List<(string Name, string Value)> Headers { get; init; }

    public required string Body { get; set; }

    /// <summary>The request in such a text; every text is one, if an odd one.</summary>
    public static RequestText Parse(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = (end < 0 ? text : text[..end]).Split('\n');
        string[] first = lines[0].Split(" /?", 2);
        return new RequestText
        {
            Method = first[0],
            Query = first.Length == 2 ? first[1] : "",
            Headers = [.. lines.Skip(1).Select(line => line.Split(": ", 2) is [var name, var value] ? (name, value) : (line, ""))],
            Body = end < 0 ? "" : text[(end + 2)..],
        };
    }

    public byte[] ToBytes() =>
        Encoding.Latin1.GetBytes($"{Method} /?{Query}\n{string.Concat(Headers.Select(header => $"{header.Name}: {header.Value}\n"))}\n{Body}");

    public string? Header(string name)
    {
        string[] values = [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
        return values.Length == 0 ? null : string.Join(',', values);
    }

    public void SetHeader(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add((name, value));
    }
}
