using System.Net;

namespace StsSim.Federation.Oidc;

/// <summary>How key sets are fetched and for how long they are believed. The values are ours; AWS publishes none.</summary>
public sealed record VerificationKeysOptions
{
    /// <summary>How long a fetched key set is used without asking again.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an old key set still serves while its issuer cannot be reached.</summary>
    public TimeSpan StaleLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The least time between two fetches from one provider: how long a failure is remembered, and how often an unknown
    /// key id may cause a fetch.
    /// </summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long both documents together may take, in real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest document that is read, in bytes.</summary>
    public int MaximumDocumentLength { get; init; } = 1024 * 1024;

    /// <summary>Where issuers may be asked.</summary>
    public IssuerNetworks Networks { get; init; } = IssuerNetworks.Public;

    /// <summary>What addresses a host name means at this moment.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync { get; init; } = Dns.GetHostAddressesAsync;
}
