namespace StsSim.Federation.Oidc;

/// <summary>What came of looking for the key a token names.</summary>
/// <param name="Key">The key, or <see langword="null"/>.</param>
/// <param name="ThumbprintMismatch">Where there is none: whether the issuer's certificate is the reason.</param>
/// <param name="OutOfReach">Where there is none: whether it is because the issuer may not be asked.</param>
internal readonly record struct KeyLookup(VerificationKey? Key, bool ThumbprintMismatch = false, bool OutOfReach = false);
