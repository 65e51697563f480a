using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An IAM user.</summary>
[GenerateSerializer, Immutable, Alias("stssim.UserDefinition")]
public sealed record UserDefinition
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>Begins and ends with a slash.</summary>
    [Id(1)] public required string Path { get; init; }

    /// <summary><c>AIDA…</c>.</summary>
    [Id(2)] public required string UserId { get; init; }

    [Id(3)] public IReadOnlyList<AccessKeyDefinition> AccessKeys { get; init; } = [];

    /// <summary>Inline policies: JSON documents by name.</summary>
    [Id(4)] public IReadOnlyDictionary<string, string> Policies { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(5)] public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    [Id(6)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The ARN of the managed policy that bounds what the user may do, or <see langword="null"/>.</summary>
    [Id(7)] public string? PermissionsBoundary { get; init; }

    /// <summary>Names of groups of the account.</summary>
    [Id(8)] public IReadOnlyList<string> Groups { get; init; } = [];

    [Id(9)] public IReadOnlyList<MfaDeviceDefinition> MfaDevices { get; init; } = [];

    [Id(10)] public DateTimeOffset CreatedAt { get; init; }
}
