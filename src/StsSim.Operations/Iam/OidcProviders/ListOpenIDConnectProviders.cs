using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>The ARNs of all OpenID Connect providers of the account; the list has no pages.</summary>
public sealed class ListOpenIDConnectProviders(IamServices services) : IamOperation("ListOpenIDConnectProviders", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        if (call.Authorize("*") is { } denied)
        {
            return denied;
        }

        return IamOutcome.Answered(result =>
        {
            result.BeginList("OpenIDConnectProviderList"u8);
            foreach (OidcProviderDefinition provider in call.Account.OidcProviderDefinitions.Values)
            {
                result.BeginStructure("member"u8);
                result.Member("Arn"u8, OidcProviderLookup.ArnOf(call, provider));
                result.EndStructure("member"u8);
            }

            result.EndList("OpenIDConnectProviderList"u8);
        });
    }
}
