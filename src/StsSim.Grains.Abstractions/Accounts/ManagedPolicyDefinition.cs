using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>A customer-managed policy with its versions.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ManagedPolicyDefinition")]
public sealed record ManagedPolicyDefinition
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>Begins and ends with a slash.</summary>
    [Id(1)] public required string Path { get; init; }

    [Id(2)] public required string Arn { get; init; }

    /// <summary><c>ANPA…</c>.</summary>
    [Id(3)] public required string PolicyId { get; init; }

    /// <summary>Oldest first; at least one.</summary>
    [Id(4)] public required IReadOnlyList<PolicyVersionDefinition> Versions { get; init; }

    /// <summary>The version in force, e.g. 1 for <c>v1</c>.</summary>
    [Id(5)] public int DefaultVersion { get; init; } = 1;

    /// <summary>The number of the next version: numbers are never used again.</summary>
    [Id(6)] public int NextVersion { get; init; } = 2;

    [Id(7)] public string? Description { get; init; }

    [Id(8)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(9)] public DateTimeOffset CreatedAt { get; init; }

    [Id(10)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The JSON document of the version in force.</summary>
    public string Document
    {
        get
        {
            foreach (PolicyVersionDefinition version in Versions)
            {
                if (version.Number == DefaultVersion)
                {
                    return version.Document;
                }
            }

            throw new InvalidOperationException($"{Arn} has no version {DefaultVersion}.");
        }
    }
}
