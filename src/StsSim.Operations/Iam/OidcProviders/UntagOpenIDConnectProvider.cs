using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Takes tags off an OpenID Connect provider; keys it does not have are passed over.</summary>
public sealed class UntagOpenIDConnectProvider(IamServices services) : IamOperation("UntagOpenIDConnectProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return OidcProviderLookup.Find(call, arn, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } provider
            ? IamOutcome.Changed(AccountChange.Put(provider with { Tags = IamTags.Without(provider.Tags, keys) }))
            : refusal!;
    }
}
