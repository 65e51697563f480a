using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>The tags of a SAML provider, by key.</summary>
public sealed class ListSAMLProviderTags(IamServices services) : IamOperation("ListSAMLProviderTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return SamlProviderLookup.Find(call, arn, out AwsError? refusal) is { } provider ? IamTags.List(call, provider.Tags) : refusal!;
    }
}
