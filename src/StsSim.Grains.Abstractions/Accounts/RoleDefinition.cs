using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An IAM role.</summary>
[GenerateSerializer, Immutable, Alias("stssim.RoleDefinition")]
public sealed record RoleDefinition
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required string Path { get; init; }

    /// <summary><c>AROA…</c>.</summary>
    [Id(2)] public required string RoleId { get; init; }

    /// <summary>
    /// The trust policy, a JSON document. Users and roles in it stand with their unique ids where those are known: as in
    /// AWS, one that is deleted and made anew under its old name is another, and not trusted.
    /// </summary>
    [Id(3)] public required string TrustPolicy { get; init; }

    [Id(4)] public IReadOnlyDictionary<string, string> Policies { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(5)] public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    /// <summary>Seconds, 3600 to 43200.</summary>
    [Id(6)] public int MaxSessionDuration { get; init; } = 3600;

    [Id(7)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The ARN of the managed policy that bounds what the role may do, or <see langword="null"/>.</summary>
    [Id(8)] public string? PermissionsBoundary { get; init; }

    [Id(9)] public string? Description { get; init; }

    [Id(10)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The account of every unique id in the trust policy that is not of the role's own: an id does not tell.</summary>
    [Id(11)] public IReadOnlyDictionary<string, string> TrustedAccounts { get; init; } = ImmutableDictionary<string, string>.Empty;
}
