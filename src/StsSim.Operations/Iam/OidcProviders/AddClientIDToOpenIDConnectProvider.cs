using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Lets a provider's tokens be for one more audience; one that it has is no error.</summary>
public sealed class AddClientIDToOpenIDConnectProvider(IamServices services) : IamOperation("AddClientIDToOpenIDConnectProvider", services)
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

        if (provider.ClientIds.Contains(clientId))
        {
            return IamOutcome.Done;
        }

        return provider.ClientIds.Count >= IamLimits.ClientIdsPerOidcProvider
            ? IamErrors.TooManyClientIds
            : IamOutcome.Changed(AccountChange.Put(provider with { ClientIds = [.. provider.ClientIds, clientId] }));
    }
}
