namespace StsSim.Federation.Oidc;

/// <summary>Whom a token is for.</summary>
/// <param name="ClientId">The client id that is registered with the provider.</param>
/// <param name="Audiences">The <c>aud</c> claim.</param>
/// <param name="AuthorizedParty">The <c>azp</c> claim.</param>
internal readonly record struct TokenAudience(string ClientId, IReadOnlyList<string> Audiences, string? AuthorizedParty)
{
    /// <summary>The fault, or <see langword="null"/> and the audience.</summary>
    /// <remarks>
    /// Recorded from AWS: <c>azp</c> decides alone where there is one, an empty one too; without it a token has one
    /// audience.
    /// </remarks>
    public static WebIdentityFault? Read(WebIdentityClaims claims, OidcProvider provider, out TokenAudience audience)
    {
        audience = default;
        string? authorizedParty = null;
        WebIdentityFault? fault = claims.ReadAudiences(out IReadOnlyList<string> audiences);
        fault ??= claims.ReadText("azp", out authorizedParty);
        if (fault is not null)
        {
            return fault;
        }

        if (authorizedParty is null && audiences.Count > 1)
        {
            return new WebIdentityFault.MalformedClaims("Token audience contains more than one audience while authorized party is not present");
        }

        string clientId = authorizedParty ?? audiences[0];
        audience = new TokenAudience(clientId, audiences, authorizedParty);
        return provider.ClientIds.Contains(clientId) ? null : new WebIdentityFault.WrongAudience();
    }
}
