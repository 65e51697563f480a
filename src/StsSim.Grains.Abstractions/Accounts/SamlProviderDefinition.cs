using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An IAM SAML provider.</summary>
/// <param name="Metadata">The identity provider's metadata, XML, or <see langword="null"/> for the built-in issuer.</param>
[GenerateSerializer, Immutable, Alias("stssim.SamlProviderDefinition")]
public sealed record SamlProviderDefinition(
    [property: Id(0)] string Name,
    [property: Id(1)] string? Metadata)
{
    [Id(2)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(3)] public DateTimeOffset CreatedAt { get; init; }
}
