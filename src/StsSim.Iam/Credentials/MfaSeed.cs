namespace StsSim.Iam.Credentials;

/// <summary>The secret of a virtual MFA device, as IAM hands it out: base 32 (<c>Base32StringSeed</c>).</summary>
public static class MfaSeed
{
    private const int ShortestText = 16;
    private const int LongestText = 256;

    /// <param name="text">Upper or lower case; padding and blanks between groups are passed over.</param>
    public static bool TryDecode(string text, out byte[] seed)
    {
        string digits = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('=').ToUpperInvariant();
        seed = new byte[digits.Length * 5 / 8];
        return digits.Length is >= ShortestText and <= LongestText && Base32.TryDecode(digits, seed);
    }
}
