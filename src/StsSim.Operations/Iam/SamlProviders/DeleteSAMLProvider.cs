using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Deletes a SAML provider. Roles that trust it stay as they are, and nobody assumes them through it any more.</summary>
public sealed class DeleteSAMLProvider(IamServices services) : IamOperation("DeleteSAMLProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return SamlProviderLookup.Find(call, arn, out AwsError? refusal) is { } provider
            ? IamOutcome.Changed(AccountChange.RemoveSamlProvider(provider.Name))
            : refusal!;
    }
}
