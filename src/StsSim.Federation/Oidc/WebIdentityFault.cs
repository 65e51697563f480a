namespace StsSim.Federation.Oidc;

/// <summary>
/// Why a token was refused, in a case per answer of AWS; where AWS's answer was recorded, the case quotes it.
/// </summary>
public abstract record WebIdentityFault : WebIdentityOutcome
{
    private protected WebIdentityFault()
    {
    }

    /// <summary><c>The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)</c></summary>
    public sealed record NotAJwt : WebIdentityFault;

    /// <summary><c>No OpenIDConnect provider found in your account for {Issuer}</c></summary>
    public sealed record NoProvider(string Issuer) : WebIdentityFault;

    /// <summary>
    /// The audience is none of the provider's client ids. In 2026 AWS words it as <see cref="InvalidSignature"/>, before
    /// it was <c>Incorrect token audience</c>.
    /// </summary>
    public sealed record WrongAudience : WebIdentityFault;

    /// <summary>
    /// <c>Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity
    /// documentation for requirements</c>, with two spaces after the comma.
    /// </summary>
    public sealed record KeyUnavailable : WebIdentityFault;

    /// <summary>
    /// As <see cref="KeyUnavailable"/>, because the issuer is not where issuers may be asked: outside the
    /// <see cref="IssuerNetworks"/>, or at a public address by http, which AWS does not take at all.
    /// </summary>
    public sealed record IssuerOutOfReach : WebIdentityFault;

    /// <summary><c>OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint</c></summary>
    public sealed record ThumbprintMismatch : WebIdentityFault;

    /// <summary>
    /// <c>The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for
    /// requirements.</c>
    /// </summary>
    public sealed record InvalidSignature : WebIdentityFault;

    /// <summary>
    /// An <c>ExpiredTokenException</c>: <c>Token expired: current date/time {CurrentTime} must be before the expiration
    /// date/time {ExpiresAt}</c>
    /// </summary>
    /// <param name="CurrentTime">Epoch seconds as AWS prints them: its clock less the five minutes of leeway.</param>
    /// <param name="ExpiresAt">The <c>exp</c> claim.</param>
    public sealed record Expired(long CurrentTime, long ExpiresAt) : WebIdentityFault;

    /// <summary>
    /// <c>Token not yet valid: current date/time {CurrentTime} must be after or equal to the not-before date/time
    /// {NotBefore}</c>
    /// </summary>
    /// <param name="CurrentTime">Epoch seconds as AWS prints them: its clock and the five minutes of leeway.</param>
    /// <param name="NotBefore">The <c>nbf</c> claim.</param>
    public sealed record NotYetValid(long CurrentTime, long NotBefore) : WebIdentityFault;

    /// <summary><c>Token issued in the future: {IssuedAt}</c></summary>
    /// <param name="IssuedAt">The <c>iat</c> claim.</param>
    public sealed record IssuedInFuture(long IssuedAt) : WebIdentityFault;

    /// <summary>An <c>ExpiredTokenException</c>: <c>Token too old: {Seconds}</c></summary>
    /// <param name="Seconds">How long ago the token was issued.</param>
    public sealed record TooOld(long Seconds) : WebIdentityFault;

    /// <summary>A claim is missing, or not in its form.</summary>
    /// <param name="Reason">The sentence AWS answers with, such as <c>Missing a required claim: sub</c>.</param>
    public sealed record MalformedClaims(string Reason) : WebIdentityFault;

    /// <summary>
    /// A claim is of a kind AWS does not expect, such as a <c>sub</c> of null: <c>InternalFailure</c>, 500,
    /// <c>Unknown error validating third-party token</c>.
    /// </summary>
    /// <param name="Claim">Its name.</param>
    public sealed record UnreadableClaim(string Claim) : WebIdentityFault;
}
