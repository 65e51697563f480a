using System.Collections.Frozen;
using StsSim.Federation.OAuth;
using StsSim.Federation.Oidc;
using StsSim.Iam.Identities;

namespace StsSim.Operations.IdentityProviders;

/// <summary>Whom a web identity token speaks for, as the trust policy, the session and the answer see it.</summary>
public sealed record WebIdentitySubject
{
    // Principals of their own in trust policies, without an ARN (IAM User Guide, "Principal").
    private static readonly FrozenSet<string> WellKnown = FrozenSet.Create("accounts.google.com", "cognito-identity.amazonaws.com");

    public required string Subject { get; init; }

    public required string Audience { get; init; }

    /// <summary>The provider as the answer names it: its ARN, or a well-known provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider as a trust policy names it.</summary>
    public required string PrincipalArn { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>Condition keys of the evaluation of this request, such as <c>accounts.google.com:aud</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> RequestKeys { get; init; }

    /// <summary>The keys that outlive it: of OIDC only amr, aud, id and sub do (IAM User Guide).</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> LastingKeys { get; init; }

    public static WebIdentitySubject Of(WebIdentity identity, string partition, string accountId)
    {
        string host = identity.Provider.HostAndPath;
        string provider = WellKnown.Contains(host) ? host : Arn.OidcProvider(partition, accountId, host);
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{host}:aud"] = [identity.Audience],
            [$"{host}:sub"] = [identity.Subject],
        };
        if (identity.Amr.Count > 0)
        {
            keys[$"{host}:amr"] = identity.Amr;
        }

        KeyValuePair<string, string>[] lasting = [.. keys.SelectMany(key => key.Value.Select(value => KeyValuePair.Create(key.Key, value)))];
        keys[$"{host}:oaud"] = identity.TokenAudiences;
        return new WebIdentitySubject
        {
            Subject = identity.Subject,
            Audience = identity.Audience,
            Provider = provider,
            PrincipalArn = provider,
            Tags = identity.PrincipalTags,
            TransitiveTagKeys = identity.TransitiveTagKeys,
            SourceIdentity = identity.SourceIdentity,
            RequestKeys = keys,
            LastingKeys = lasting,
        };
    }

    /// <summary>The subject of an OAuth 2.0 access token, whose keys are named for its provider.</summary>
    /// <param name="providerId"><c>www.amazon.com</c> or <c>graph.facebook.com</c>.</param>
    public static WebIdentitySubject Of(OAuthOutcome.Identity identity, string providerId)
    {
        string userKey = providerId == OAuthProviders.Amazon ? $"{providerId}:user_id" : $"{providerId}:id";
        var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            [$"{providerId}:app_id"] = [identity.AppId],
            [userKey] = [identity.UserId],
        };
        return new WebIdentitySubject
        {
            Subject = identity.UserId,
            Audience = identity.AppId,
            Provider = providerId,
            PrincipalArn = providerId,
            RequestKeys = keys,
            LastingKeys = [new(userKey, identity.UserId)],
        };
    }
}
