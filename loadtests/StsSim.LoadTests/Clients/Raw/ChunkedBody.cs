using System.Buffers.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>A body in chunks, as RFC 9112 frames it.</summary>
internal static class ChunkedBody
{
    private const int LongestSizeLine = 256;

    /// <summary>Looks whether the last chunk is there, and then joins them all at the front.</summary>
    /// <param name="length">Of what was joined.</param>
    /// <param name="end">Where the framing ends.</param>
    public static ReadProgress Read(Span<byte> body, out int length, out int end)
    {
        ReadProgress progress = Walk(body, join: false, out length, out end);
        return progress == ReadProgress.Complete ? Walk(body, join: true, out length, out end) : progress;
    }

    private static ReadProgress Walk(Span<byte> body, bool join, out int length, out int end)
    {
        length = 0;
        end = 0;
        while (true)
        {
            int line = body[end..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return body.Length - end > LongestSizeLine ? ReadProgress.Malformed : ReadProgress.Incomplete;
            }

            if (!Utf8Parser.TryParse(body.Slice(end, line), out int size, out int digits, 'x')
                || size < 0
                || (digits < line && body[end + digits] is not ((byte)';' or (byte)' ')))
            {
                return ReadProgress.Malformed;
            }

            end += line + 2;
            if (size == 0)
            {
                return SkipTrailers(body, ref end);
            }

            if (body.Length - end < size + 2L)
            {
                return ReadProgress.Incomplete;
            }

            if (!body.Slice(end + size, 2).SequenceEqual("\r\n"u8))
            {
                return ReadProgress.Malformed;
            }

            if (join)
            {
                body.Slice(end, size).CopyTo(body[length..]);
            }

            length += size;
            end += size + 2;
        }
    }

    private static ReadProgress SkipTrailers(ReadOnlySpan<byte> body, ref int end)
    {
        while (true)
        {
            int line = body[end..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return ReadProgress.Incomplete;
            }

            end += line + 2;
            if (line == 0)
            {
                return ReadProgress.Complete;
            }
        }
    }
}
