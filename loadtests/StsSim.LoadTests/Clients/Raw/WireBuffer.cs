using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Bytes on their way out, in an array that is used again.</summary>
internal sealed class WireBuffer(int capacity)
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    // Of one UTF-16 code unit: three bytes of UTF-8, and three characters for each.
    private const int LongestEncoding = 9;

    private byte[] _bytes = new byte[capacity];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    public WireBuffer Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>Appends text that is ASCII; anything else becomes a question mark.</summary>
    public WireBuffer AppendAscii(string text)
    {
        _length += Encoding.ASCII.GetBytes(text, Room(text.Length));
        return this;
    }

    public WireBuffer AppendNumber(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out int written);
        _length += written;
        return this;
    }

    public WireBuffer AppendHex(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, Room(2 * bytes.Length), out int written);
        _length += written;
        return this;
    }

    /// <summary>Appends text as AWS percent-encodes it: everything but the unreserved characters of RFC 3986, in capitals.</summary>
    public WireBuffer AppendEncoded(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Unreserved))
        {
            return AppendAscii(text);
        }

        Span<byte> room = Room(LongestEncoding * text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Unreserved.Contains((char)rune.Value))
            {
                room[at++] = (byte)rune.Value;
                continue;
            }

            foreach (byte value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                room[at++] = (byte)'%';
                room[at++] = "0123456789ABCDEF"u8[value >> 4];
                room[at++] = "0123456789ABCDEF"u8[value & 15];
            }
        }

        _length += at;
        return this;
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        }

        return _bytes.AsSpan(_length);
    }
}
