using StsSim.Federation.Saml;
using StsSim.Iam.Identities;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>A SAML provider with its metadata; the built-in issuer's own where the account registered that one without.</summary>
public sealed class GetSAMLProvider(IamServices services, IdentityProviders.SamlProviders providers) : IamOperation("GetSAMLProvider", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (SamlProviderLookup.Find(call, arn, out AwsError? refusal) is not { } provider)
        {
            return refusal!;
        }

        SamlProvider compiled = await providers.CompileAsync(provider);
        string metadata = await providers.MetadataOfAsync(provider);
        DateTimeOffset createdAt = call.CreationOf(provider.CreatedAt);

        // One made anew under an old name is another.
        Guid uuid = UniqueId.DeriveUuid(call.Account.Id, $"saml-provider/{provider.Name}/{createdAt.UtcTicks}");
        return IamOutcome.Answered(result =>
        {
            result.Member("SAMLProviderUUID"u8, uuid.ToString("N").ToUpperInvariant());
            result.Member("SAMLMetadataDocument"u8, metadata);
            result.Member("CreateDate"u8, createdAt);
            result.Member("ValidUntil"u8, SamlProviderLifetime.EndOf(call, provider, compiled));
            IamTags.Write(result, provider.Tags);
        });
    }
}
