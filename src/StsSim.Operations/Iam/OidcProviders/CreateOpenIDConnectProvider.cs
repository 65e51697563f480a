using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Operations.IdentityProviders;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>
/// Registers an OpenID Connect provider, whose tokens AssumeRoleWithWebIdentity takes from then on. Where no thumbprint is
/// given, the host is asked for its certificates, as AWS does.
/// </summary>
public sealed class CreateOpenIDConnectProvider(IamServices services, IssuerCertificate certificate)
    : IamOperation("CreateOpenIDConnectProvider", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string url = call.RequiredText("Url", ParameterRule.OidcProviderUrl);
        IReadOnlyList<string> clientIds = call.Texts("ClientIDList", ParameterRule.ClientId);
        IReadOnlyList<string> thumbprints = call.Texts("ThumbprintList", ParameterRule.AnyText);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        AwsError? refusal = call.Malformed
            ?? OidcProviderUrl.Check(url)
            ?? call.Authorize(OidcProviderLookup.ArnOf(call, url), new RequestTerms { Tags = tags })
            ?? Thumbprints.Check(thumbprints)
            ?? IamTags.Check(tags)
            ?? CheckLimits(call, url, clientIds);
        if (refusal is not null)
        {
            return refusal;
        }

        if (thumbprints.Count == 0 && HasCertificate(url))
        {
            if (await certificate.FindThumbprintAsync(url, CancellationToken.None) is not { } thumbprint)
            {
                return IamErrors.OpenIdIdpCommunicationError(url);
            }

            thumbprints = [thumbprint];
        }

        var provider = new OidcProviderDefinition(url, [.. clientIds.Distinct()], Jwks: null, Thumbprints.Of(thumbprints))
        {
            Tags = IamTags.Of(tags),
            CreatedAt = call.Now,
        };
        return IamOutcome.Changed(AccountChange.Put(provider), result =>
        {
            result.Member("OpenIDConnectProviderArn"u8, OidcProviderLookup.ArnOf(call, provider));
            IamTags.Write(result, provider.Tags);
        });
    }

    private static AwsError? CheckLimits(IamCall call, string url, IReadOnlyList<string> clientIds)
    {
        if (clientIds.Count > IamLimits.ClientIdsPerOidcProvider)
        {
            return IamErrors.TooManyClientIds;
        }

        if (OidcProviderLookup.FindByName(call, OidcProvider.WithoutScheme(url)) is not null)
        {
            return IamErrors.EntityAlreadyExists($"Provider with url {url} already exists.");
        }

        return call.Account.OidcProviderDefinitions.Count >= IamLimits.OidcProviders
            ? IamErrors.QuotaExceeded("OpenIdConnectProvidersPerAccount", IamLimits.OidcProviders)
            : null;
    }

    // The built-in issuer has no host; without TLS there is nothing to show.
    private static bool HasCertificate(string url) => url != BuiltInOidcIssuer.Url && url.StartsWith("https://", StringComparison.Ordinal);
}
