using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Registers a SAML identity provider, whose responses AssumeRoleWithSAML takes from then on.</summary>
public sealed class CreateSAMLProvider(IamServices services) : IamOperation("CreateSAMLProvider", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string metadata = call.RequiredText("SAMLMetadataDocument", ParameterRule.SamlMetadata);
        string name = call.RequiredText("Name", ParameterRule.SamlProviderName);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        var encryption = AssertionEncryption.Read(call);
        AwsError? refusal = call.Malformed
            ?? call.Authorize(Arn.SamlProvider(call.Partition, call.AccountId, name), new RequestTerms { Tags = tags })
            ?? encryption.Refusal
            ?? IamTags.Check(tags);
        if (refusal is not null)
        {
            return refusal;
        }

        if (SamlProvider.Parse(metadata, out string? fault, call.Limits.XmlDepth) is null)
        {
            return IamErrors.UnreadableMetadata(fault!);
        }

        if (call.Account.SamlProviders.ContainsKey(name))
        {
            return IamErrors.EntityAlreadyExists($"Provider with name {name} already exists.");
        }

        if (call.Account.SamlProviders.Count >= IamLimits.SamlProviders)
        {
            return IamErrors.QuotaExceeded("SAMLProvidersPerAccount", IamLimits.SamlProviders);
        }

        var provider = new SamlProviderDefinition(name, metadata) { Tags = IamTags.Of(tags), CreatedAt = call.Now };
        return IamOutcome.Changed(AccountChange.Put(provider), result =>
        {
            result.Member("SAMLProviderArn"u8, SamlProviderLookup.ArnOf(call, provider));
            IamTags.Write(result, provider.Tags);
        });
    }
}
