namespace StsSim.Federation.Saml;

/// <summary>What a SAML response shall say. Whatever is left out stays out, so that refusals can be tried.</summary>
public sealed record AssertionRequest
{
    public const string DefaultRecipient = "https://signin.aws.amazon.com/saml";

    public IReadOnlyList<SamlRole> Roles { get; init; } = [];

    public string? SessionName { get; init; }

    public string? NameId { get; init; }

    /// <summary>The whole identifier.</summary>
    public string NameIdFormat { get; init; } = SamlNamespaces.NameIdFormatPrefix + "persistent";

    public string Recipient { get; init; } = DefaultRecipient;

    public string Audience { get; init; } = DefaultRecipient;

    /// <summary>Further attributes, values by Name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public int? SessionDurationSeconds { get; init; }

    public string? SourceIdentity { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> PrincipalTags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? SessionNotOnOrAfter { get; init; }

    public SignWith SignWith { get; init; }

    public SignedElement SignedElement { get; init; }
}
