namespace StsSim.Federation.Oidc;

/// <summary>An OpenID Connect provider as an account has registered it with IAM.</summary>
public sealed record OidcProvider
{
    /// <summary>The issuer URL, scheme included: <c>https://host/path</c>; plain <c>http</c> is allowed here, unlike at AWS, and asked within <see cref="IssuerNetworks"/>.</summary>
    public required string Url { get; init; }

    /// <summary>The audiences the account accepts.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    /// <summary>A JSON Web Key Set to verify with, or <see langword="null"/> to fetch the issuer's own.</summary>
    public string? Jwks { get; init; }

    /// <summary>SHA-1 thumbprints, in hex, of certificates the account trusts the issuer's host to show.</summary>
    public IReadOnlyList<string> Thumbprints { get; init; } = [];

    /// <summary>The URL without scheme: as in the provider's ARN and before the colon of its condition keys.</summary>
    public string HostAndPath => WithoutScheme(Url);

    public static string WithoutScheme(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? url : url[(scheme + 3)..];
    }

    /// <summary>
    /// Whether an <c>iss</c> claim names this provider: exactly, but that the scheme may be missing, as it is in some of
    /// Google's tokens.
    /// </summary>
    public bool Issues(string issuer)
    {
        int scheme = Url.Length - issuer.Length;
        return Url == issuer
            || (scheme >= 3 && Url.EndsWith(issuer, StringComparison.Ordinal) && Url.IndexOf("://", StringComparison.Ordinal) == scheme - 3);
    }
}
