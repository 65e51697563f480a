namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>The small changes that others are made of.</summary>
internal sealed class ByteMutator(Random random)
{
    /// <summary>Flips a bit, inserts a byte, drops or repeats some, or cuts the end off.</summary>
    public byte[] Damage(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return bytes;
        }

        int at = random.Next(bytes.Length);
        int length = Math.Min(1 << random.Next(8), bytes.Length - at);
        switch (random.Next(5))
        {
            case 0:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            default:
                return bytes[..at];
        }
    }

    /// <summary>Some letters in the other case or, in a parameter, as escapes in either case of hexadecimal.</summary>
    public string Respell(string text) => string.Concat(text.Select(c => random.Next(4) switch
    {
        0 when char.IsAsciiLetter(c) => $"{(char)(c ^ 0x20)}",
        1 when char.IsAsciiLetterOrDigit(c) && text.Contains('=') => random.Next(2) == 0 ? $"%{(int)c:x2}" : $"%{(int)c:X2}",
        _ => $"{c}",
    }));

    /// <summary>The text over and over, to some 60 KB at most.</summary>
    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, Math.Min(times, 1 + (60_000 / (text.Length + 1)))));

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
