using System.Text;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>An HTTP request taken apart, so that every part can be changed by itself.</summary>
internal sealed class FuzzedRequest(string method, string target, string version, List<(string Name, string Value)> headers, byte[] body)
{
    public string Method { get; set; } = method;

    /// <summary>The request target, encoded: path and query.</summary>
    public string Target { get; set; } = target;

    public string Version { get; set; } = version;

    public List<(string Name, string Value)> Headers { get; } = headers;

    public byte[] Body { get; set; } = body;

    /// <summary>Whether the body travels in chunks, whatever the headers say.</summary>
    public bool IsChunked { get; set; }

    public string Path => Target.Split('?')[0];

    public string Query
    {
        get => Target.Contains('?') ? Target[(Target.IndexOf('?') + 1)..] : "";
        set => Target = value.Length == 0 ? Path : $"{Path}?{value}";
    }

    /// <summary>Takes apart what a client wrote.</summary>
    public static FuzzedRequest Parse(byte[] bytes)
    {
        int end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        string[] lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        string[] start = lines[0].Split(' ');
        List<(string, string)> headers = [.. lines.Skip(1).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))];
        return new FuzzedRequest(start[0], start[1], start[2], headers, bytes[(end + 4)..]);
    }

    public int IndexOf(string header) => Headers.FindIndex(each => each.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    public void Remove(string header) => Headers.RemoveAll(each => each.Name.Equals(header, StringComparison.OrdinalIgnoreCase));

    public void Set(string header, string value)
    {
        Remove(header);
        Headers.Add((header, value));
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder($"{Method} {Target} {Version}\r\n");
        foreach ((string name, string value) in Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        text.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(text.ToString()), .. IsChunked ? Chunks() : Body];
    }

    // Two chunks, the first with an extension, and a trailer.
    private byte[] Chunks()
    {
        int half = Body.Length / 2;
        return
        [
            .. half == 0 ? [] : (byte[])[.. Encoding.Latin1.GetBytes($"{half:x};name=value\r\n"), .. Body[..half], .. "\r\n"u8],
            .. half == Body.Length ? [] : (byte[])[.. Encoding.Latin1.GetBytes($"{Body.Length - half:X}\r\n"), .. Body[half..], .. "\r\n"u8],
            .. "0\r\nx-trailer: t\r\n\r\n"u8,
        ];
    }
}
