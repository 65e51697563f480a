using System.Runtime.CompilerServices;
using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.IdentityProviders;

/// <summary>Finds a SAML provider by its ARN, its metadata parsed once.</summary>
public sealed class SamlProviders(PrincipalDirectory directory, BuiltInIssuers builtIn)
{
    private readonly ConditionalWeakTable<SamlProviderDefinition, SamlProvider> _parsed = [];

    /// <param name="arn"><c>arn:aws:iam::123456789012:saml-provider/name</c>.</param>
    public async ValueTask<RegisteredSamlProvider?> FindAsync(string arn)
    {
        const string Resource = "saml-provider/";
        string[] parts = arn.Split(':', 6);
        if (parts.Length != 6
            || parts[2] != "iam"
            || !parts[5].StartsWith(Resource, StringComparison.Ordinal)
            || !AccountId.TryParse(parts[4], out AccountId id)
            || await directory.FindAccountAsync(id) is not { } account
            || account.FindSamlProvider(parts[5][Resource.Length..]) is not { } definition)
        {
            return null;
        }

        return new RegisteredSamlProvider(arn, parts[4], definition.Name, await CompileAsync(definition));
    }

    /// <summary>A provider as responses are verified by.</summary>
    public async ValueTask<SamlProvider> CompileAsync(SamlProviderDefinition definition) => definition.Metadata is null
        ? (await builtIn.SamlAsync()).Provider
        : _parsed.GetValue(definition, Parse);

    /// <summary>Its metadata, XML.</summary>
    public async ValueTask<string> MetadataOfAsync(SamlProviderDefinition definition) => definition.Metadata ?? (await builtIn.SamlAsync()).Metadata;

    // A snapshot holds only what was validated when it was provisioned.
    private static SamlProvider Parse(SamlProviderDefinition definition) => SamlProvider.Parse(definition.Metadata!, out string? fault)
        ?? throw new InvalidOperationException($"The metadata of the provisioned provider {definition.Name} is not valid: {fault}");
}
