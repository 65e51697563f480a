using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Takes tags off a SAML provider; keys it does not have are passed over.</summary>
public sealed class UntagSAMLProvider(IamServices services) : IamOperation("UntagSAMLProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return SamlProviderLookup.Find(call, arn, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } provider
            ? IamOutcome.Changed(AccountChange.Put(provider with { Tags = IamTags.Without(provider.Tags, keys) }))
            : refusal!;
    }
}
