namespace StsSim.Federation.Oidc;

/// <summary>Verifies ID tokens as <c>AssumeRoleWithWebIdentity</c> does, with AWS's outcome for each fault.</summary>
/// <param name="keys">Where verification keys come from.</param>
public sealed class WebIdentityVerifier(VerificationKeys keys)
{
    /// <summary>Verifies a token.</summary>
    /// <param name="token">The <c>WebIdentityToken</c> parameter.</param>
    /// <param name="providers">The OIDC providers of the role's account.</param>
    /// <param name="now">The time the token's own times are held against.</param>
    /// <param name="cancellationToken">Ends the wait for keys.</param>
    /// <returns>A <see cref="WebIdentity"/> or a <see cref="WebIdentityFault"/>; no token makes it throw.</returns>
    public async ValueTask<WebIdentityOutcome> VerifyAsync(
        string token, IReadOnlyList<OidcProvider> providers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (CompactJws.Parse(token) is not { } jws)
        {
            return new WebIdentityFault.NotAJwt();
        }

        var claims = new WebIdentityClaims(jws.Claims);
        string? issuer = null;
        WebIdentityFault? fault = claims.FindMissing();
        fault ??= claims.ReadText("iss", out issuer);
        if (fault is not null)
        {
            return fault;
        }

        if (FindProvider(providers, issuer!) is not { } provider)
        {
            return new WebIdentityFault.NoProvider(issuer!);
        }

        fault = TokenAudience.Read(claims, provider, out TokenAudience audience);
        fault ??= await CheckSignatureAsync(jws, provider, cancellationToken).ConfigureAwait(false);
        return fault ?? ReadIdentity(jws, claims, provider, issuer!, audience, now);
    }

    private static OidcProvider? FindProvider(IReadOnlyList<OidcProvider> providers, string issuer)
    {
        for (int i = 0; i < providers.Count; i++)
        {
            if (providers[i].Issues(issuer))
            {
                return providers[i];
            }
        }

        return null;
    }

    // The algorithm comes first, so that a token nobody could verify fetches no keys.
    private async ValueTask<WebIdentityFault?> CheckSignatureAsync(CompactJws jws, OidcProvider provider, CancellationToken cancellationToken)
    {
        if (JwsAlgorithm.Find(jws.Algorithm) is not { } algorithm)
        {
            return new WebIdentityFault.InvalidSignature();
        }

        KeyLookup lookup = await keys.FindAsync(provider, jws.KeyId, cancellationToken).ConfigureAwait(false);
        if (lookup.Key is null)
        {
            return lookup switch
            {
                { ThumbprintMismatch: true } => new WebIdentityFault.ThumbprintMismatch(),
                { OutOfReach: true } => new WebIdentityFault.IssuerOutOfReach(),
                _ => new WebIdentityFault.KeyUnavailable(),
            };
        }

        return lookup.Key.Verifies(algorithm, jws.SigningInput, jws.Signature) ? null : new WebIdentityFault.InvalidSignature();
    }

    private static WebIdentityOutcome ReadIdentity(
        CompactJws jws, WebIdentityClaims claims, OidcProvider provider, string issuer, TokenAudience audience, DateTimeOffset now)
    {
        string? subject = null, sourceIdentity = null;
        SessionTagClaims tags = SessionTagClaims.None;
        WebIdentityFault? fault = TokenLifetime.Read(claims, out TokenLifetime lifetime);
        fault ??= lifetime.Check(now);
        fault ??= claims.ReadText("sub", out subject);
        fault ??= SessionTagClaims.Read(jws.Claims, out tags);
        fault ??= claims.ReadText("https://aws.amazon.com/source_identity", out sourceIdentity);
        return fault as WebIdentityOutcome ?? new WebIdentity
        {
            Provider = provider,
            Issuer = issuer,
            Subject = subject!,
            Audience = audience.ClientId,
            TokenAudiences = audience.Audiences,
            AuthorizedParty = audience.AuthorizedParty,
            Amr = claims.ReadOptionalTexts("amr"),
            PrincipalTags = tags.Tags,
            TransitiveTagKeys = tags.TransitiveKeys,
            SourceIdentity = sourceIdentity,
            IssuedAt = TokenLifetime.Instant(lifetime.IssuedAt),
            ExpiresAt = TokenLifetime.Instant(lifetime.ExpiresAt),
        };
    }
}
