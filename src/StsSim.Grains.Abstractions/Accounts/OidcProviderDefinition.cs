using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An IAM OpenID Connect provider.</summary>
/// <param name="Url">The issuer, <c>https://host/path</c>.</param>
/// <param name="Jwks">Its verification keys as a JSON Web Key Set, or <see langword="null"/> where they are fetched from the issuer.</param>
/// <param name="Thumbprints">SHA-1 of certificates that need no trusted chain, in hex.</param>
[GenerateSerializer, Immutable, Alias("stssim.OidcProviderDefinition")]
public sealed record OidcProviderDefinition(
    [property: Id(0)] string Url,
    [property: Id(1)] IReadOnlyList<string> ClientIds,
    [property: Id(2)] string? Jwks,
    [property: Id(3)] IReadOnlyList<string> Thumbprints)
{
    [Id(4)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    [Id(5)] public DateTimeOffset CreatedAt { get; init; }
}
