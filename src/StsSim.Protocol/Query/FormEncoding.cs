using System.Buffers;

namespace StsSim.Protocol.Query;

/// <summary><c>application/x-www-form-urlencoded</c>, as bodies and query strings of AWS Query are written.</summary>
internal static class FormEncoding
{
    /// <summary>Decodes <c>+</c> and <c>%XX</c>; all other bytes stand for themselves.</summary>
    /// <param name="target">At least as long as <paramref name="encoded"/>: decoding never lengthens.</param>
    /// <returns><see langword="false"/> for a percent sign without two hexadecimal digits.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, Span<byte> target, out int written)
    {
        written = 0;
        while (!encoded.IsEmpty)
        {
            int plain = encoded.IndexOfAny((byte)'%', (byte)'+');
            if (plain < 0)
            {
                plain = encoded.Length;
            }

            encoded[..plain].CopyTo(target[written..]);
            written += plain;
            encoded = encoded[plain..];
            if (encoded.IsEmpty)
            {
                break;
            }

            if (encoded[0] == '+')
            {
                target[written++] = (byte)' ';
                encoded = encoded[1..];
                continue;
            }

            // Not byte.TryParse: like all number parsing of .NET it passes over trailing NULs.
            if (encoded.Length < 3
                || Convert.FromHexString(encoded.Slice(1, 2), target.Slice(written, 1), out _, out _) != OperationStatus.Done)
            {
                return false;
            }

            written++;
            encoded = encoded[3..];
        }

        return true;
    }
}
