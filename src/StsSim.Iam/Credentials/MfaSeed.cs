using System.Security.Cryptography;

namespace StsSim.Iam.Credentials;

/// <summary>The secret of a virtual MFA device, as IAM hands it out: base 32 (<c>Base32StringSeed</c>).</summary>
public static class MfaSeed
{
    private const int ShortestText = 16;
    private const int LongestText = 256;

    // AWS's seeds are 64 characters of base 32.
    private const int Blocks = 4;

    /// <summary>A new seed, random.</summary>
    public static string Create()
    {
        Span<byte> seed = stackalloc byte[Blocks * Base32.ByteLength];
        RandomNumberGenerator.Fill(seed);
        Span<char> text = stackalloc char[Blocks * Base32.TextLength];
        for (int i = 0; i < Blocks; i++)
        {
            Base32.Encode(seed.Slice(i * Base32.ByteLength, Base32.ByteLength), text.Slice(i * Base32.TextLength, Base32.TextLength));
        }

        return new string(text);
    }

    /// <param name="text">Upper or lower case; padding and blanks between groups are passed over.</param>
    public static bool TryDecode(string text, out byte[] seed)
    {
        string digits = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('=').ToUpperInvariant();
        seed = new byte[digits.Length * 5 / 8];
        return digits.Length is >= ShortestText and <= LongestText && Base32.TryDecode(digits, seed);
    }
}
