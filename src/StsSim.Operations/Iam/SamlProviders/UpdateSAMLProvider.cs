using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Gives a SAML provider other metadata: other keys, another issuer.</summary>
public sealed class UpdateSAMLProvider(IamServices services) : IamOperation("UpdateSAMLProvider", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string? metadata = call.Text("SAMLMetadataDocument", ParameterRule.SamlMetadata);
        string arn = call.RequiredText("SAMLProviderArn", ParameterRule.Arn);
        var encryption = AssertionEncryption.Read(call, withRemoval: true);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (SamlProviderLookup.Find(call, arn, out AwsError? refusal) is not { } provider)
        {
            return refusal!;
        }

        if (encryption.Refusal is { } unsupported)
        {
            return unsupported;
        }

        if (metadata is null)
        {
            return IamErrors.NothingToUpdate;
        }

        return SamlProvider.Parse(metadata, out string? fault, call.Limits.XmlDepth) is null
            ? IamErrors.UnreadableMetadata(fault!)
            : IamOutcome.Changed(
                AccountChange.Put(provider with { Metadata = metadata }),
                result => result.Member("SAMLProviderArn"u8, SamlProviderLookup.ArnOf(call, provider)));
    }
}
