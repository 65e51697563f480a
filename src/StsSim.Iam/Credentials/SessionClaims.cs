using StsSim.Iam.Identities;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Everything a session is: what a sealed token carries, so that any gateway can honour it without asking anybody.
/// </summary>
public sealed record SessionClaims
{
    public required SessionKind Kind { get; init; }

    public required AccountId Account { get; init; }

    /// <summary>The temporary key id the token belongs to.</summary>
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    /// <summary>Whole milliseconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Whole seconds, as the <c>Expiration</c> the client was told.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The federated user's name, the role session name, or the name of the IAM user whose session it is; empty for the root user.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id of the role assumed, else of the IAM user who asked for the session, or the account id where it is the root user's.</summary>
    public required string IssuerId { get; init; }

    /// <summary>The session policy as passed, or empty.</summary>
    public string Policy { get; init; } = "";

    /// <summary>ARNs of managed session policies; of AssumeRoot, the task policy.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    /// <summary>Session tags, inherited ones included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Keys of those tags that flow on when this session assumes a role.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The source identity, which sticks through a chain of roles, or empty.</summary>
    public string SourceIdentity { get; init; } = "";

    /// <summary>Condition keys of the identity provider that outlive the call, such as <c>accounts.example:sub</c> or <c>saml:iss</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FederatedContext { get; init; } = [];

    /// <summary>The provider behind a web identity or SAML session (<c>aws:FederatedProvider</c>), or empty.</summary>
    public string FederatedProvider { get; init; } = "";

    /// <summary>When the user proved possession of an MFA device, whole seconds; <see langword="null"/> where it did not.</summary>
    public DateTimeOffset? MfaAuthenticatedAt { get; init; }

    /// <summary>Issued by the global endpoint as a token of version 1: valid in Regions that are enabled by default only.</summary>
    public bool IsGlobal { get; init; }

    // A record prints its members; this one's secret must never reach a log.
    public override string ToString() => $"{nameof(SessionClaims)} {AccessKeyId}";
}
