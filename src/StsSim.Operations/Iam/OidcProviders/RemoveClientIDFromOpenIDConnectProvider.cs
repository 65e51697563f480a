using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Takes an audience from a provider; one that it does not have is no error.</summary>
public sealed class RemoveClientIDFromOpenIDConnectProvider(IamServices services) : IamOperation("RemoveClientIDFromOpenIDConnectProvider", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("OpenIDConnectProviderArn", ParameterRule.Arn);
        string clientId = call.RequiredText("ClientID", ParameterRule.ClientId);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (OidcProviderLookup.Find(call, arn, out AwsError? refusal) is not { } provider)
        {
            return refusal!;
        }

        return provider.ClientIds.Contains(clientId)
            ? IamOutcome.Changed(AccountChange.Put(provider with { ClientIds = [.. provider.ClientIds.Where(id => id != clientId)] }))
            : IamOutcome.Done;
    }
}
