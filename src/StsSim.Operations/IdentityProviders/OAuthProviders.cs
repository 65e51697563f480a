using StsSim.Federation.OAuth;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// The two providers that <c>ProviderId</c> may name, whose access tokens are opaque: the provider itself is asked where
/// its address is configured, and otherwise the built-in one, which knows the tokens it has handed out.
/// </summary>
public sealed class OAuthProviders(OAuthTokenVerifier verifier, OAuthOptions options, OAuthTokens builtIn)
{
    public const string Amazon = OAuthTokenVerifier.AmazonProviderId;
    public const string Facebook = OAuthTokenVerifier.FacebookProviderId;

    public async ValueTask<(AwsError? Refusal, WebIdentitySubject? Subject)> VerifyAsync(string providerId, string token)
    {
        if (!OAuthTokenVerifier.Knows(providerId))
        {
            return (StsErrors.NotAuthorizedFederated("sts:AssumeRoleWithWebIdentity"), null);
        }

        OAuthOutcome outcome = options.IsConfigured(providerId)
            ? await verifier.VerifyAsync(providerId, token, CancellationToken.None)
            : builtIn.Verify(providerId, token);
        return outcome switch
        {
            OAuthOutcome.Identity identity => (null, WebIdentitySubject.Of(identity, providerId)),
            OAuthOutcome.Rejected when providerId == Amazon && IsJwt(token) => (StsErrors.NotALoginWithAmazonToken, null),
            OAuthOutcome.Rejected => (StsErrors.IdpRejectedClaim, null),
            _ => (StsErrors.IdpUnreachable, null),
        };
    }

    private static bool IsJwt(string token) => token.AsSpan().Count('.') == 2;
}
