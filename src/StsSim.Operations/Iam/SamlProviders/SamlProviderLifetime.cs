using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary><c>ValidUntil</c> of SAML providers: what their metadata says, or AWS's hundred years.</summary>
internal static class SamlProviderLifetime
{
    private const int Years = 100;

    public static DateTimeOffset EndOf(IamCall call, SamlProviderDefinition provider, SamlProvider compiled) =>
        compiled.ValidUntil ?? call.CreationOf(provider.CreatedAt).AddYears(Years);
}
