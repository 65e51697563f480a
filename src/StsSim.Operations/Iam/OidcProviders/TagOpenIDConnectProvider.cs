using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Adds tags to an OpenID Connect provider, or gives those it has new values.</summary>
public sealed class TagOpenIDConnectProvider(IamServices services) : IamOperation("TagOpenIDConnectProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (OidcProviderLookup.Find(call, arn, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } provider)
        {
            return refusal!;
        }

        return IamTags.Merge(provider.Tags, tags, "OpenIdConnectProvider", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(AccountChange.Put(provider with { Tags = merged }));
    }
}
