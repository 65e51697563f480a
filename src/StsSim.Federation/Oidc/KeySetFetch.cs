namespace StsSim.Federation.Oidc;

/// <summary>What came of asking an issuer for its keys.</summary>
/// <param name="Keys">The keys, or <see langword="null"/> where there are none to be had.</param>
/// <param name="ThumbprintMismatch">Whether that is because the certificate is neither trusted nor registered.</param>
/// <param name="OutOfReach">Whether that is because the issuer is outside the <see cref="IssuerNetworks"/>.</param>
internal readonly record struct KeySetFetch(VerificationKeySet? Keys, bool ThumbprintMismatch = false, bool OutOfReach = false);
