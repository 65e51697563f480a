using StsSim.Federation.Oidc;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// <c>ProvidedContexts</c> of AssumeRole. AWS takes assertions of IAM Identity Center, whose form is not public; here an
/// assertion is a token of the built-in issuer, and its subject is the user in the identity store.
/// </summary>
public sealed class ContextAssertions(WebIdentityVerifier verifier)
{
    private const int Maximum = 5;
    private const string ProviderSuffix = ":iam::aws:contextProvider/IdentityCenter";

    private static readonly OidcProvider IdentityCenter = new() { Url = BuiltInOidcIssuer.Url, ClientIds = [BuiltInOidcIssuer.DefaultAudience] };

    internal static IReadOnlyList<ProvidedContextParameter> ReadParameters(QueryParameters parameters, ref ParameterConstraints constraints)
    {
        IReadOnlyList<int> numbers = parameters.MemberNumbers("ProvidedContexts.member."u8);
        if (numbers.Count == 0)
        {
            return [];
        }

        constraints.Count("providedContexts", numbers.Count, Maximum);
        var contexts = new ProvidedContextParameter[numbers.Count];
        for (int i = 0; i < contexts.Length; i++)
        {
            string? providerArn = parameters.FindMember("ProvidedContexts.member."u8, numbers[i], ".ProviderArn"u8);
            string? assertion = parameters.FindMember("ProvidedContexts.member."u8, numbers[i], ".ContextAssertion"u8);
            constraints.Text($"providedContexts.{i + 1}.member.providerArn", providerArn, required: false, 20, 2048, ParameterPattern.Arn);
            constraints.SensitiveText($"providedContexts.{i + 1}.member.contextAssertion", assertion, required: false, 4, 2048);
            contexts[i] = new ProvidedContextParameter(providerArn ?? "", assertion ?? "");
        }

        return contexts;
    }

    internal async ValueTask<(AwsError? Refusal, ProvidedContext Context)> VerifyAsync(
        IReadOnlyList<ProvidedContextParameter> parameters, DateTimeOffset now)
    {
        var context = default(ProvidedContext);
        foreach (ProvidedContextParameter parameter in parameters)
        {
            if (!parameter.ProviderArn.EndsWith(ProviderSuffix, StringComparison.Ordinal))
            {
                return (StsErrors.InvalidArn(parameter.ProviderArn), default);
            }

            WebIdentityOutcome outcome = await verifier.VerifyAsync(parameter.ContextAssertion, [IdentityCenter], now, CancellationToken.None);
            if (outcome is not WebIdentity identity)
            {
                return (WebIdentityRefusal.Of((WebIdentityFault)outcome), default);
            }

            context = new ProvidedContext(identity.Subject);
        }

        return (null, context);
    }
}
