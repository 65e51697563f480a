using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>Changes that know nothing of what the bytes mean.</summary>
internal static class ByteMutator
{
    // What formats of text stumble over: structure, escapes, ends of lines, NUL, bytes that are no UTF-8.
    private static readonly byte[] Interesting = [.. "{}[]<>\"':;,.=&%+/\\#!?-_*$@ \t\r\n\0"u8, 0x7f, 0x80, 0xc0, 0xed, 0xf5, 0xfe, 0xff];

    /// <summary>A few small changes.</summary>
    public static byte[] Change(byte[] bytes, FuzzDraw draw)
    {
        for (int changes = draw.Few(); changes > 0; changes--)
        {
            bytes = ChangeOnce(bytes, draw);
        }

        return bytes;
    }

    private static byte[] ChangeOnce(byte[] bytes, FuzzDraw draw)
    {
        int at = draw.Next(bytes.Length + 1);
        int length = Math.Min(1 << draw.Next(8), bytes.Length - at);
        switch (draw.Next(8))
        {
            case 0 when at < bytes.Length:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << draw.Next(8));
                return flipped;
            case 1 when at < bytes.Length:
                byte[] replaced = [.. bytes];
                replaced[at] = draw.Pick(Interesting);
                return replaced;
            case 2:
                return [.. bytes[..at], draw.Pick(Interesting), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. draw.Bytes(draw.Few()), .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5:
                int to = draw.Next(bytes.Length + 1);
                return [.. bytes[..to], .. bytes[at..(at + length)], .. bytes[to..]];
            case 6 when draw.OneIn(4):
                return bytes[..at];
            default:
                byte[] other = draw.Start();
                int from = draw.Next(other.Length + 1);
                return draw.OneIn(4) ? [.. bytes[..at], .. other[from..]] : [.. bytes[..at], .. other[from..Math.Min(other.Length, from + length)], .. bytes[at..]];
        }
    }
}
