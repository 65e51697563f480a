using StsSim.Federation.OAuth;

namespace StsSim.Operations.IdentityProviders;

/// <summary>Where the OAuth 2.0 providers are; without an address, the built-in provider stands in.</summary>
public sealed class OAuthOptions
{
    /// <summary>Login with Amazon's <c>tokeninfo</c> endpoint.</summary>
    public Uri? LoginWithAmazon { get; set; }

    /// <summary>The root of the Graph API.</summary>
    public Uri? Facebook { get; set; }

    public bool IsConfigured(string providerId) => (providerId == OAuthProviders.Amazon ? LoginWithAmazon : Facebook) is not null;

    public OAuthEndpoints ToEndpoints()
    {
        var published = new OAuthEndpoints();
        return published with { LoginWithAmazon = LoginWithAmazon ?? published.LoginWithAmazon, Facebook = Facebook ?? published.Facebook };
    }
}
