namespace StsSim.Federation.Oidc;

/// <summary>
/// Where issuers may be asked for their keys. An account's own administrator names its issuers, so without a bound the
/// simulator would connect to whatever it can reach for whoever may register a provider.
/// </summary>
public enum IssuerNetworks
{
    /// <summary>By https at public addresses.</summary>
    Public,

    /// <summary>Also on this machine's loopback, by http as well: an issuer of a developer's own.</summary>
    Loopback,

    /// <summary>Also in private networks, by http as well: an issuer in the same cluster. Link-local and metadata addresses stay out.</summary>
    Private,
}
