using System.Diagnostics;

namespace StsSim.Iam.Credentials;

/// <summary>RFC 4648 base 32 without padding. Ten bytes of it are the sixteen characters after an access key id's prefix.</summary>
internal static class Base32
{
    public const int ByteLength = 10;
    public const int TextLength = 16;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static void Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        Debug.Assert(bytes.Length == ByteLength && text.Length == TextLength);
        ulong bits = 0;
        int held = 0, written = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            held += 8;
            while (held >= 5)
            {
                held -= 5;
                text[written++] = Alphabet[(int)(bits >> held) & 31];
            }
        }
    }

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        Debug.Assert(bytes.Length == text.Length * 5 / 8);
        ulong bits = 0;
        int held = 0, written = 0;
        foreach (char c in text)
        {
            int value = c switch
            {
                >= 'A' and <= 'Z' => c - 'A',
                >= '2' and <= '7' => c - '2' + 26,
                _ => -1,
            };
            if (value < 0)
            {
                return false;
            }

            bits = (bits << 5) | (uint)value;
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes[written++] = (byte)(bits >> held);
            }
        }

        return true;
    }
}
