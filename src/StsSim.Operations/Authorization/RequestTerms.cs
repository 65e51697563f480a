using StsSim.Operations.Accounts;

namespace StsSim.Operations.Authorization;

/// <summary>What a request asks for, as far as condition keys speak of it. Members that do not apply are left out.</summary>
public sealed record RequestTerms
{
    public static RequestTerms None { get; } = new();

    /// <summary><c>sts:ExternalId</c>.</summary>
    public string? ExternalId { get; init; }

    /// <summary><c>sts:RoleSessionName</c>.</summary>
    public string? RoleSessionName { get; init; }

    /// <summary><c>sts:SourceIdentity</c>: passed with this request, or inherited by it.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary><c>aws:RequestTag/…</c> and <c>aws:TagKeys</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary><c>sts:TransitiveTagKeys</c>.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>The role acted on, whose tags are <c>aws:ResourceTag/…</c> and <c>iam:ResourceTag/…</c>.</summary>
    public Role? Role { get; init; }

    /// <summary>Tags of the IAM identity acted on, where it is no <see cref="Role"/> that STS acts on.</summary>
    public IReadOnlyDictionary<string, string>? ResourceTags { get; init; }

    /// <summary><c>iam:PermissionsBoundary</c>: the one set by this request, or held by the identity acted on.</summary>
    public string? PermissionsBoundary { get; init; }

    /// <summary><c>iam:PolicyARN</c>: the policy attached or detached.</summary>
    public string? PolicyArn { get; init; }

    /// <summary>Keys of tags that are taken away: with those of <see cref="Tags"/> they are <c>aws:TagKeys</c>.</summary>
    public IReadOnlyList<string> RemovedTagKeys { get; init; } = [];

    /// <summary><c>sts:TaskPolicyArn</c>.</summary>
    public string? TaskPolicyArn { get; init; }

    /// <summary><c>sts:DurationSeconds</c>, of GetWebIdentityToken only.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary><c>sts:IdentityTokenAudience</c>.</summary>
    public IReadOnlyList<string> IdentityTokenAudience { get; init; } = [];

    /// <summary><c>sts:SigningAlgorithm</c>.</summary>
    public string? SigningAlgorithm { get; init; }

    /// <summary>Whether the request itself carried a valid one-time code.</summary>
    public bool WithMfa { get; init; }

    /// <summary>Keys an identity provider vouches for, such as <c>accounts.example:aud</c>, by name ignoring case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ProviderKeys { get; init; }

    /// <summary><c>aws:FederatedProvider</c> of a caller without AWS credentials.</summary>
    public string? FederatedProvider { get; init; }
}
