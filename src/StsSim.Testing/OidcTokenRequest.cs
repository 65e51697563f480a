namespace StsSim.Testing;

/// <summary>A JWT to mint, a good one or a bad one.</summary>
/// <param name="Subject">Its <c>sub</c>.</param>
public sealed record OidcTokenRequest(string Subject)
{
    /// <summary>Its <c>aud</c>; the one that the built-in provider is registered with unless named.</summary>
    public string? Audience { get; init; }

    /// <summary>Another <c>iss</c> than the built-in issuer's.</summary>
    public string? Issuer { get; init; }

    /// <summary>Further claims, of any type that JSON can hold.</summary>
    public IReadOnlyDictionary<string, object>? Claims { get; init; }

    /// <summary>Negative for a token that has expired; an hour unless named.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>The account by whose clock it is dated; the simulator's clock unless named.</summary>
    public string? AccountId { get; init; }

    public OidcSigning Signing { get; init; }

    internal object ToBody() => new { Subject, Audience, Issuer, Claims, ExpiresInSeconds = ExpiresIn?.TotalSeconds, SignWith = $"{Signing}", AccountId };
}
