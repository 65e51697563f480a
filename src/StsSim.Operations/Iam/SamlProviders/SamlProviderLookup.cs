using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Finds the SAML provider a request is about.</summary>
internal static class SamlProviderLookup
{
    public const string ResourceType = "saml-provider";

    public static string ArnOf(IamCall call, SamlProviderDefinition provider) => Arn.SamlProvider(call.Partition, call.AccountId, provider.Name);

    /// <summary>The provider of an ARN, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    /// <param name="terms">What the request asks for; the provider's own tags are added.</param>
    public static SamlProviderDefinition? Find(IamCall call, string arn, out AwsError? refusal, RequestTerms? terms = null)
    {
        refusal = ProviderArn.Parse(call, arn, ResourceType, out string name);
        if (refusal is not null)
        {
            return null;
        }

        SamlProviderDefinition? provider = call.Account.FindSamlProvider(name);
        refusal = call.Authorize(arn, (terms ?? RequestTerms.None) with { ResourceTags = provider?.Tags });
        refusal ??= provider is null ? IamErrors.NoSuchSamlProvider(arn) : null;
        return refusal is null ? provider : null;
    }
}
