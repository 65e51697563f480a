using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>An OpenID Connect provider, its URL without the scheme, as AWS answers it.</summary>
public sealed class GetOpenIDConnectProvider(IamServices services) : IamOperation("GetOpenIDConnectProvider", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return OidcProviderLookup.Find(call, arn, out AwsError? refusal) is { } provider
            ? IamOutcome.Answered(result => Write(result, call, provider))
            : refusal!;
    }

    private static void Write(ResultWriter result, IamCall call, OidcProviderDefinition provider)
    {
        result.Member("Url"u8, OidcProvider.WithoutScheme(provider.Url));
        result.Texts("ClientIDList"u8, provider.ClientIds);
        result.Texts("ThumbprintList"u8, provider.Thumbprints);
        result.Member("CreateDate"u8, call.CreationOf(provider.CreatedAt));
        IamTags.Write(result, provider.Tags);
    }
}
