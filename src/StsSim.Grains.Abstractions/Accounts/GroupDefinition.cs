using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An IAM group: policies its members share. Who is in it stands with each user.</summary>
[GenerateSerializer, Immutable, Alias("stssim.GroupDefinition")]
public sealed record GroupDefinition
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>Begins and ends with a slash.</summary>
    [Id(1)] public required string Path { get; init; }

    /// <summary><c>AGPA…</c>.</summary>
    [Id(2)] public required string GroupId { get; init; }

    /// <summary>Inline policies: JSON documents by name.</summary>
    [Id(3)] public IReadOnlyDictionary<string, string> Policies { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(4)] public IReadOnlyList<string> ManagedPolicyArns { get; init; } = [];

    [Id(5)] public DateTimeOffset CreatedAt { get; init; }
}
