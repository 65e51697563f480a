using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Finds the OIDC provider a request is about.</summary>
internal static class OidcProviderLookup
{
    public const string ResourceType = "oidc-provider";

    public static string ArnOf(IamCall call, OidcProviderDefinition provider) => ArnOf(call, provider.Url);

    public static string ArnOf(IamCall call, string url) => Arn.OidcProvider(call.Partition, call.AccountId, OidcProvider.WithoutScheme(url));

    /// <summary>The provider of an ARN, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    /// <param name="terms">What the request asks for; the provider's own tags are added.</param>
    public static OidcProviderDefinition? Find(IamCall call, string arn, out AwsError? refusal, RequestTerms? terms = null)
    {
        refusal = ProviderArn.Parse(call, arn, ResourceType, out string hostAndPath);
        if (refusal is not null)
        {
            return null;
        }

        OidcProviderDefinition? provider = FindByName(call, hostAndPath);
        refusal = call.Authorize(arn, (terms ?? RequestTerms.None) with { ResourceTags = provider?.Tags });
        refusal ??= provider is null ? IamErrors.NoSuchOidcProvider(arn) : null;
        return refusal is null ? provider : null;
    }

    /// <summary>The provider whose ARN ends so: an account cannot have one issuer under two schemes.</summary>
    public static OidcProviderDefinition? FindByName(IamCall call, string hostAndPath) =>
        call.Account.OidcProviderDefinitions.Values.FirstOrDefault(provider => OidcProvider.WithoutScheme(provider.Url) == hostAndPath);
}
