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

    /// <summary>The name of a federated user, or of the IAM user whose session it is; empty for the root user.</summary>
    public required string Name { get; init; }

    /// <summary>The unique id of the IAM user who asked for the session, or the account id where the root user did.</summary>
    public required string IssuerId { get; init; }

    /// <summary>The session policy as passed, or empty.</summary>
    public string Policy { get; init; } = "";

    /// <summary>ARNs of managed session policies.</summary>
    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    // A record prints its members; this one's secret must never reach a log.
    public override string ToString() => $"{nameof(SessionClaims)} {AccessKeyId}";
}
