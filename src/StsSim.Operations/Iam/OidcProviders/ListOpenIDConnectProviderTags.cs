using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>The tags of an OpenID Connect provider, by key.</summary>
public sealed class ListOpenIDConnectProviderTags(IamServices services) : IamOperation("ListOpenIDConnectProviderTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return OidcProviderLookup.Find(call, arn, out AwsError? refusal) is { } provider ? IamTags.List(call, provider.Tags) : refusal!;
    }
}
