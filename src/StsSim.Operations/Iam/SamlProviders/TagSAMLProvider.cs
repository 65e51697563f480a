using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Adds tags to a SAML provider, or gives those it has new values.</summary>
public sealed class TagSAMLProvider(IamServices services) : IamOperation("TagSAMLProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (SamlProviderLookup.Find(call, arn, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } provider)
        {
            return refusal!;
        }

        return IamTags.Merge(provider.Tags, tags, "SAMLProvider", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(AccountChange.Put(provider with { Tags = merged }));
    }
}
