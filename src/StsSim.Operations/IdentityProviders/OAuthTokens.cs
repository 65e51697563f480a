using System.Text.Json;
using StsSim.Federation.OAuth;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.IdentityProviders;

/// <summary>The access tokens of the built-in OAuth 2.0 provider: opaque to everybody else, sealed under the cluster's key ring.</summary>
public sealed class OAuthTokens(ClusterLink cluster)
{
    /// <param name="providerId">Whose token it is to be, <c>www.amazon.com</c> or <c>graph.facebook.com</c>.</param>
    public string Mint(string providerId, OAuthOutcome.Identity identity) =>
        cluster.Environment.OAuthTokens.Seal(JsonSerializer.SerializeToUtf8Bytes(new Grant(providerId, identity.AppId, identity.UserId)));

    public OAuthOutcome Verify(string providerId, string token)
    {
        if (cluster.Environment.OAuthTokens.Open(token) is not { } message)
        {
            return new OAuthOutcome.Rejected();
        }

        Grant grant = JsonSerializer.Deserialize<Grant>(message)!;
        return grant.ProviderId == providerId ? new OAuthOutcome.Identity(grant.AppId, grant.UserId) : new OAuthOutcome.Rejected();
    }

    private sealed record Grant(string ProviderId, string AppId, string UserId);
}
