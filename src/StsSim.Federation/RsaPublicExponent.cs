namespace StsSim.Federation;

/// <summary>Bounds the public exponents of RSA keys that strangers publish.</summary>
internal static class RsaPublicExponent
{
    // A verification takes as long as the exponent has bits: one as long as the modulus makes it a thousand times dearer.
    // Go and Windows take none beyond 32 bits either.
    private const int MaximumBytes = 4;

    /// <summary>Whether the exponent, big-endian, is odd, more than one and of at most 32 bits. With one, everything is its own signature.</summary>
    public static bool IsSound(ReadOnlySpan<byte> exponent)
    {
        ReadOnlySpan<byte> digits = exponent.TrimStart((byte)0);
        return digits.Length is > 0 and <= MaximumBytes && (digits[^1] & 1) == 1 && !(digits.Length == 1 && digits[0] == 1);
    }
}
