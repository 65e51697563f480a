namespace StsSim.Federation.OAuth;

/// <summary>Where the OAuth 2.0 identity providers are asked about access tokens.</summary>
public sealed record OAuthEndpoints
{
    /// <summary>Login with Amazon's <c>tokeninfo</c> (Login with Amazon Developer Guide, "Verifying access tokens").</summary>
    public Uri LoginWithAmazon { get; init; } = new("https://api.amazon.com/auth/o2/tokeninfo");

    /// <summary>The root of Facebook's Graph API, which has <c>app</c> and <c>me</c> below it.</summary>
    public Uri Facebook { get; init; } = new("https://graph.facebook.com/");

    /// <summary>How long all questions about one token together may take, in real time.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);
}
