using StsSim.Federation.Oidc;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.IdentityProviders;

/// <summary>What AWS says of a web identity token it does not take.</summary>
internal static class WebIdentityRefusal
{
    public static AwsError Of(WebIdentityFault fault) => fault switch
    {
        WebIdentityFault.NotAJwt => StsErrors.NotAJwt,
        WebIdentityFault.NoProvider { Issuer: var issuer } => StsErrors.NoOpenIdProvider(issuer),
        WebIdentityFault.WrongAudience => StsErrors.WrongAudience,
        WebIdentityFault.KeyUnavailable => StsErrors.NoVerificationKey,
        WebIdentityFault.IssuerOutOfReach => StsErrors.IssuerOutOfReach,
        WebIdentityFault.ThumbprintMismatch => StsErrors.ThumbprintMismatch,
        WebIdentityFault.InvalidSignature => StsErrors.TokenNotValidated,
        WebIdentityFault.Expired expired => StsErrors.IdentityTokenExpired(expired.CurrentTime, expired.ExpiresAt),
        WebIdentityFault.TooOld old => StsErrors.IdentityTokenTooOld(old.Seconds),
        WebIdentityFault.NotYetValid early => StsErrors.InvalidIdentityToken(
            $"Token not yet valid: current date/time {early.CurrentTime} must be after or equal to the not-before date/time {early.NotBefore}"),
        WebIdentityFault.IssuedInFuture future => StsErrors.InvalidIdentityToken($"Token issued in the future: {future.IssuedAt}"),
        WebIdentityFault.MalformedClaims malformed => StsErrors.InvalidIdentityToken(malformed.Reason),
        WebIdentityFault.UnreadableClaim => StsErrors.UnreadableIdentityToken,
        _ => throw new InvalidOperationException($"No answer is known for {fault.GetType().Name}."),
    };
}
