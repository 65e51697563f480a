namespace StsSim.Federation.Oidc;

/// <summary>The times in a token, in epoch seconds, and whether they allow its use now.</summary>
internal readonly record struct TokenLifetime(long IssuedAt, long ExpiresAt, long? NotBefore)
{
    // Recorded from AWS: 28 and 276 seconds beside the clock are let pass, an hour is not, and the clock AWS prints is
    // 300 seconds off in the token's favour.
    private const long Leeway = 300;

    // AWS refused tokens of 153,938 seconds as too old although they had days to live. The limit is unknown; a day, and
    // the leeway, lets every ordinary token live until it expires, those of Kubernetes service accounts among them.
    private const long MaximumAge = 24 * 60 * 60;

    private static readonly long LastSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads <c>iat</c>, <c>exp</c> and <c>nbf</c>; the first two have been seen to exist.</summary>
    public static WebIdentityFault? Read(WebIdentityClaims claims, out TokenLifetime lifetime)
    {
        long? expiresAt = null;
        long? notBefore = null;
        WebIdentityFault? fault = claims.ReadTime("iat", out long? issuedAt);
        fault ??= claims.ReadTime("exp", out expiresAt);
        fault ??= claims.ReadTime("nbf", out notBefore);
        lifetime = new TokenLifetime(issuedAt ?? 0, expiresAt ?? 0, notBefore);
        return fault;
    }

    public WebIdentityFault? Check(DateTimeOffset now)
    {
        long seconds = now.ToUnixTimeSeconds();
        if (seconds - Leeway >= ExpiresAt)
        {
            return new WebIdentityFault.Expired(seconds - Leeway, ExpiresAt);
        }

        if (seconds + Leeway < NotBefore)
        {
            return new WebIdentityFault.NotYetValid(seconds + Leeway, NotBefore.Value);
        }

        if (seconds + Leeway < IssuedAt)
        {
            return new WebIdentityFault.IssuedInFuture(IssuedAt);
        }

        long age = seconds - IssuedAt;
        return age > MaximumAge + Leeway ? new WebIdentityFault.TooOld(age) : null;
    }

    /// <summary>The instant, or the last there is for a number beyond it.</summary>
    public static DateTimeOffset Instant(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, LastSecond));
}
