using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>All SAML providers of the account, by name; the list has no pages.</summary>
public sealed class ListSAMLProviders(IamServices services, IdentityProviders.SamlProviders providers) : IamOperation("ListSAMLProviders", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        if (call.Authorize("*") is { } denied)
        {
            return denied;
        }

        var listed = new List<(SamlProviderDefinition Definition, SamlProvider Compiled)>();
        foreach (SamlProviderDefinition provider in call.Account.SamlProviders.Values)
        {
            listed.Add((provider, await providers.CompileAsync(provider)));
        }

        return IamOutcome.Answered(result =>
        {
            result.BeginList("SAMLProviderList"u8);
            foreach ((SamlProviderDefinition provider, SamlProvider compiled) in listed)
            {
                result.BeginStructure("member"u8);
                result.Member("Arn"u8, SamlProviderLookup.ArnOf(call, provider));
                result.Member("ValidUntil"u8, SamlProviderLifetime.EndOf(call, provider, compiled));
                result.Member("CreateDate"u8, call.CreationOf(provider.CreatedAt));
                result.EndStructure("member"u8);
            }

            result.EndList("SAMLProviderList"u8);
        });
    }
}
