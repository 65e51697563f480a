namespace StsSim.Federation.Oidc;

/// <summary>An issuer, or where it pointed to, lies outside the <see cref="IssuerNetworks"/>.</summary>
internal sealed class IssuerOutOfReachException(string host)
    : IOException($"'{host}' has no address where issuers may be asked.");
