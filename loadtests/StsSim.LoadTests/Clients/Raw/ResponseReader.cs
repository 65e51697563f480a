using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Finds one HTTP/1.1 answer in the bytes that have come so far.</summary>
internal struct ResponseReader
{
    private const int NotStated = -1;

    private int _headLength;
    private int _contentLength;
    private bool _isChunked;

    public int Status { get; private set; }

    /// <summary>Where the body begins, once the answer is complete.</summary>
    public readonly int BodyStart => _headLength;

    public int BodyLength { get; private set; }

    /// <summary>Whether nothing more can be asked on the connection.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Looks whether the answer is complete; the chunks of its body are then joined in place.</summary>
    /// <param name="received">All that has come, from the answer's first byte.</param>
    /// <param name="ended">Nothing more will come.</param>
    public ReadProgress Read(Span<byte> received, bool ended)
    {
        if (_headLength == 0)
        {
            int blank = received.IndexOf("\r\n\r\n"u8);
            if (blank < 0)
            {
                return ended ? ReadProgress.Malformed : ReadProgress.Incomplete;
            }

            // Nobody asked for a "Continue" or its like, which would have to be skipped.
            if (!TryReadHead(received[..blank]) || Status < 200)
            {
                return ReadProgress.Malformed;
            }

            _headLength = blank + 4;
        }

        return ReadBody(received, ended);
    }

    private ReadProgress ReadBody(Span<byte> received, bool ended)
    {
        Span<byte> body = received[_headLength..];
        if (_isChunked)
        {
            ReadProgress progress = ChunkedBody.Read(body, out int length, out int end);
            BodyLength = length;
            IsLast |= progress == ReadProgress.Complete && end != body.Length;
            return progress == ReadProgress.Incomplete && ended ? ReadProgress.Malformed : progress;
        }

        if (_contentLength == NotStated)
        {
            BodyLength = body.Length;
            IsLast = true;
            return ended ? ReadProgress.Complete : ReadProgress.Incomplete;
        }

        if (body.Length < _contentLength)
        {
            return ended ? ReadProgress.Malformed : ReadProgress.Incomplete;
        }

        BodyLength = _contentLength;
        IsLast |= body.Length != _contentLength;
        return ReadProgress.Complete;
    }

    private bool TryReadHead(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf("\r\n"u8);
        ReadOnlySpan<byte> line = end < 0 ? head : head[..end];
        if (line.Length < "HTTP/1.1 200".Length
            || !line.StartsWith("HTTP/1."u8)
            || !int.TryParse(line.Slice("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            return false;
        }

        Status = status;
        IsLast = line["HTTP/1.".Length] == (byte)'0';
        _contentLength = status == 204 ? 0 : NotStated;
        while (end >= 0)
        {
            head = head[(end + 2)..];
            end = head.IndexOf("\r\n"u8);
            if (!TryReadHeader(end < 0 ? head : head[..end]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadHeader(ReadOnlySpan<byte> line)
    {
        // Two letters begin every header that matters here.
        if (line.IsEmpty || (line[0] | 0x20) is not ((byte)'c' or (byte)'t'))
        {
            return true;
        }

        if (TryReadValue(line, "Content-Length:"u8, out ReadOnlySpan<byte> value))
        {
            return Utf8Parser.TryParse(value, out _contentLength, out int used) && used == value.Length && _contentLength >= 0;
        }

        if (TryReadValue(line, "Transfer-Encoding:"u8, out value))
        {
            _isChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            return _isChunked;
        }

        IsLast |= TryReadValue(line, "Connection:"u8, out value) && Ascii.EqualsIgnoreCase(value, "close"u8);
        return true;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        bool isIt = line.Length >= name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name);
        value = isIt ? line[name.Length..].Trim(" \t"u8) : default;
        return isIt;
    }
}
