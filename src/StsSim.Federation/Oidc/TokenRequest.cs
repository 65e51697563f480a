using System.Text.Json.Nodes;

namespace StsSim.Federation.Oidc;

/// <summary>What a minted token is to say.</summary>
public sealed record TokenRequest
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>Written as a text where it is one, as an array otherwise.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Further claims, merged in last as JSON Merge Patch (RFC 7396) merges members: they replace the others, and null
    /// removes one.
    /// </summary>
    public JsonObject? Claims { get; init; }

    public JwsAlgorithm Algorithm { get; init; } = JwsAlgorithm.RS256;

    public TokenSignature SignWith { get; init; } = TokenSignature.Valid;
}
