namespace StsSim.Testing;

/// <summary>A SAML response to mint, a good one or a bad one.</summary>
/// <param name="RoleArn">The role it lets assume, e.g. <see cref="SimulatedAccount.RoleArnOf"/> of <c>saml</c>.</param>
/// <param name="SessionName">Its <c>RoleSessionName</c>.</param>
public sealed record SamlAssertionRequest(string RoleArn, string SessionName)
{
    /// <summary>The provider in IAM; <c>stssim</c> of the role's account unless named.</summary>
    public string? ProviderArn { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes { get; init; }

    /// <summary>Session tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Negative for a response that has expired; five minutes unless named.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    public SamlSigning Signing { get; init; }

    internal object ToBody() => new { RoleArn, SessionName, ProviderArn, Attributes, Tags, ExpiresInSeconds = ExpiresIn?.TotalSeconds, SignWith = $"{Signing}" };
}
