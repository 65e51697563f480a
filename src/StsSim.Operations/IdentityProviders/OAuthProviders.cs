using StsSim.Federation.OAuth;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// The two providers that <c>ProviderId</c> may name, whose access tokens are opaque: the provider itself is asked.
/// </summary>
public sealed class OAuthProviders(OAuthTokenVerifier verifier)
{
    public const string Amazon = "www.amazon.com";
    public const string Facebook = "graph.facebook.com";

    public async ValueTask<(AwsError? Refusal, WebIdentitySubject? Subject)> VerifyAsync(string providerId, string token)
    {
        if (providerId is not (Amazon or Facebook))
        {
            return (StsErrors.UnknownProviderId(providerId), null);
        }

        OAuthOutcome outcome = await verifier.VerifyAsync(providerId, token, CancellationToken.None);
        return outcome switch
        {
            OAuthIdentity identity => (null, WebIdentitySubject.Of(identity, providerId)),
            OAuthFault.Rejected => (StsErrors.IdpRejectedClaim, null),
            _ => (StsErrors.IdpUnreachable, null),
        };
    }
}
