namespace StsSim.Federation.Oidc;

/// <summary>Who a verified ID token speaks for, and what else it says that AWS heeds.</summary>
public sealed record WebIdentity : WebIdentityOutcome
{
    public required OidcProvider Provider { get; init; }

    /// <summary>The <c>iss</c> claim as written, with or without scheme.</summary>
    public required string Issuer { get; init; }

    /// <summary>The <c>sub</c> claim; may be empty, and a number counts as its digits, as recorded from AWS.</summary>
    public required string Subject { get; init; }

    /// <summary>The registered client id the token is for: <c>azp</c> where there is one, otherwise the one <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The <c>aud</c> claim as written; Google's condition key <c>oaud</c> is this.</summary>
    public required IReadOnlyList<string> TokenAudiences { get; init; }

    /// <summary>The <c>azp</c> claim.</summary>
    public string? AuthorizedParty { get; init; }

    /// <summary>The authentication methods of the <c>amr</c> claim.</summary>
    public IReadOnlyList<string> Amr { get; init; } = [];

    /// <summary>Session tags, from <c>https://aws.amazon.com/tags</c> or its flattened form.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PrincipalTags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The claim <c>https://aws.amazon.com/source_identity</c>.</summary>
    public string? SourceIdentity { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
