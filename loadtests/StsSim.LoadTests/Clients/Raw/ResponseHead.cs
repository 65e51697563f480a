using System.Buffers.Text;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Of an answer's status line and headers what a client needs to read the rest (RFC 9112).</summary>
internal readonly record struct ResponseHead(int Status, int? ContentLength, bool IsChunked, bool KeepsAlive)
{
    /// <param name="head">All lines, each with its end.</param>
    public static ResponseHead Parse(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 "u8) || head.Length < 12 || !Utf8Parser.TryParse(head[9..12], out int status, out int digits) || digits != 3)
        {
            throw new MalformedResponseException("What came is no answer of HTTP/1.1.");
        }

        int? length = status is 204 or 304 ? 0 : null;
        bool isChunked = false;
        bool keepsAlive = true;
        head = head[(head.IndexOf("\r\n"u8) + 2)..];
        while (head.Length > 0)
        {
            int end = head.IndexOf("\r\n"u8);
            ReadOnlySpan<byte> line = head[..end];
            head = head[(end + 2)..];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
            {
                throw new MalformedResponseException("A header has no colon.");
            }

            ReadOnlySpan<byte> name = line[..colon];
            ReadOnlySpan<byte> value = line[(colon + 1)..].Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            {
                length = Utf8Parser.TryParse(value, out int parsed, out int read) && read == value.Length && parsed >= 0
                    ? parsed
                    : throw new MalformedResponseException("Content-Length is no number.");
            }
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            {
                isChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            }
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            {
                keepsAlive = !Ascii.EqualsIgnoreCase(value, "close"u8);
            }
        }

        return new ResponseHead(status, length, isChunked, keepsAlive);
    }
}
