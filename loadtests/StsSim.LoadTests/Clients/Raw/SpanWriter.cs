using System.Buffers.Text;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>Writes a request into a buffer that is large enough: what is not is a defect, and throws.</summary>
internal ref struct SpanWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[Length..]);
        Length += bytes.Length;
    }

    public void Write(string text) => Length += Encoding.UTF8.GetBytes(text, _buffer[Length..]);

    public void Write(int number)
    {
        Utf8Formatter.TryFormat(number, _buffer[Length..], out int written);
        Length += written;
    }

    public void WriteHex(scoped ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, _buffer[Length..], out int written);
        Length += written;
    }

    /// <summary>Percent-encodes as SigV4 wants it: everything but the unreserved characters of RFC 3986.</summary>
    public void WriteEncoded(string text)
    {
        Span<byte> utf8 = text.Length <= 512 ? stackalloc byte[2048] : new byte[text.Length * 4];
        int length = Encoding.UTF8.GetBytes(text, utf8);
        foreach (byte letter in utf8[..length])
        {
            if (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                _buffer[Length++] = letter;
                continue;
            }

            _buffer[Length++] = (byte)'%';
            _buffer[Length++] = "0123456789ABCDEF"u8[letter >> 4];
            _buffer[Length++] = "0123456789ABCDEF"u8[letter & 15];
        }
    }
}
