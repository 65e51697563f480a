using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>
/// Deletes an OpenID Connect provider, or does nothing where there is none (IAM API Reference). Roles that trust it stay
/// as they are, and nobody assumes them through it any more.
/// </summary>
public sealed class DeleteOpenIDConnectProvider(IamServices services) : IamOperation("DeleteOpenIDConnectProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (OidcProviderLookup.Find(call, arn, out AwsError? refusal) is { } provider)
        {
            return IamOutcome.Changed(AccountChange.RemoveOidcProvider(provider.Url));
        }

        return refusal == IamErrors.NoSuchOidcProvider(arn) ? IamOutcome.Done : refusal!;
    }
}
