using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Sts;

/// <summary>Every refusal of STS itself, in AWS's words; signatures have their own in the protocol.</summary>
public static class StsErrors
{
    // AWS sends the two with and without the period; which cause gets which was inferred from recorded answers.
    public static readonly AwsError UnknownAccessKey =
        new(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    public static readonly AwsError InvalidSessionToken =
        new(403, "InvalidClientTokenId", "The security token included in the request is invalid");

    public static readonly AwsError ExpiredToken = new(403, "ExpiredToken", "The security token included in the request is expired");

    public static readonly AwsError Throttling = new(400, "Throttling", "Rate exceeded");

    public static readonly AwsError MissingAction =
        new(400, "MissingAction", "The request is missing an action or a required parameter.");

    public static readonly AwsError MalformedQueryString = new(404, "MalformedQueryString", "The query string contains a syntax error.");

    public static readonly AwsError MalformedInput = new(400, "MalformedInput", null);

    public static readonly AwsError RequestEntityTooLarge =
        new(413, "RequestEntityTooLarge", "The request body exceeds the maximum allowed size.");

    public static readonly AwsError RequestHeadersTooLarge = new(
        400, "RequestHeaderSectionTooLarge", "The request header and query parameters used to make the request exceed the maximum allowed size.");

    public static readonly AwsError IncompleteBody =
        new(400, "IncompleteBody", "The request body terminated unexpectedly.");

    public static readonly AwsError RequestTimeout =
        new(408, "RequestTimeout", "The request body was not received within the timeout period.");

    public static readonly AwsError ServiceUnavailable =
        new(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");

    public static readonly AwsError InternalFailure = new(500, "InternalFailure", null);

    public static readonly AwsError MalformedPolicyNotJson =
        new(400, "MalformedPolicyDocument", "The policy is not in the valid JSON format.");

    public static readonly AwsError MalformedPolicySyntax = new(400, "MalformedPolicyDocument", "Syntax errors in policy.");

    public static readonly AwsError DuplicateTagKeys = new(
        400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    public static readonly AwsError ReservedTagKey =
        new(400, "InvalidParameterValue", "Tag keys beginning with 'aws:' are reserved for AWS use.");

    public static readonly AwsError MfaIncomplete = AccessDenied(
        "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");

    // Two spaces, as AWS sends it.
    public static readonly AwsError MfaUnknownDevice = AccessDenied(
        "MultiFactorAuthentication failed, unable to validate MFA code.  "
        + "Please verify your MFA serial number is valid and associated with this user.");

    public static readonly AwsError MfaWrongCode = AccessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code.");

    public static readonly AwsError RootMayNotAssumeRoles = AccessDenied("Roles may not be assumed by root accounts.");

    public static readonly AwsError UnknownOperation = new(400, "InvalidAction", "Unknown Operation");

    public static readonly AwsError TransitiveTagKeyWithoutTag = new(
        400, "InvalidParameterValue", "The specified transitive tag key must be included in the requested tags.");

    public static readonly AwsError TransitiveTagKeyConflict = new(
        400,
        "InvalidParameterValue",
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");

    public static readonly AwsError DurationExceedsRoleMaximum =
        Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    public static readonly AwsError DurationExceedsChainingLimit =
        Validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");

    public static readonly AwsError ReservedSourceIdentity =
        Validation("Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"");

    public static readonly AwsError InvalidAuthorizationMessage =
        new(400, "InvalidAuthorizationMessageException", "Message is not valid");

    public static readonly AwsError ExpiredTradeInToken =
        new(400, "ExpiredTradeInTokenException", "The trade-in token provided in the request has expired and can no longer be exchanged for credentials.");

    public static readonly AwsError InvalidTradeInToken = AccessDenied("The trade-in token provided in the request is not valid.");

    public static readonly AwsError OutboundWebIdentityFederationDisabled = new(
        403,
        "OutboundWebIdentityFederationDisabledException",
        "The outbound web identity federation feature is not enabled for this account.");

    public static readonly AwsError SessionDurationEscalation = new(
        403, "SessionDurationEscalationException", "The requested token duration would extend the session beyond its original expiration time.");

    public static readonly AwsError JwtPayloadSizeExceeded = new(
        400, "JWTPayloadSizeExceededException", "The requested token payload size exceeds the maximum allowed size.");

    public static readonly AwsError NotAJwt =
        InvalidIdentityToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");

    public static readonly AwsError WrongAudience = InvalidIdentityToken("Incorrect token audience");

    // Two spaces, as AWS sends it.
    public static readonly AwsError NoVerificationKey = InvalidIdentityToken(
        "Couldn't retrieve verification key from your identity provider,  "
        + "please reference AssumeRoleWithWebIdentity documentation for requirements");

    // AWS's answer to an issuer it cannot reach, and why that is so here.
    public static readonly AwsError IssuerOutOfReach = InvalidIdentityToken(
        NoVerificationKey.Message + ". StsSim asks issuers by https at public addresses only; its setting StsSim:IssuerNetworks can be "
        + "loopback or private");

    public static readonly AwsError ThumbprintMismatch =
        InvalidIdentityToken("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint");

    public static readonly AwsError TokenNotValidated = InvalidIdentityToken(
        "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.");

    public static readonly AwsError UnreadableIdentityToken = new(500, "InternalFailure", "Unknown error validating third-party token");

    public static readonly AwsError AssertionTooOld =
        new(400, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance");

    public static readonly AwsError AssertionExpired = new(400, "ExpiredTokenException", "The SAML assertion has expired.");

    public static readonly AwsError NotALoginWithAmazonToken = InvalidIdentityToken("Provided Token is not a Login With Amazon token");

    public static readonly AwsError UnknownSamlProvider = InvalidIdentityToken("Specified provider doesn't exist");

    public static readonly AwsError IdpUnreachable = new(
        400,
        "IDPCommunicationError",
        "The request could not be fulfilled because the identity provider (IDP) that was asked to verify the incoming identity token could not be reached.");

    public static readonly AwsError IdpRejectedClaim =
        new(403, "IDPRejectedClaim", "The identity provider (IdP) reported that authentication failed. This might be because the claim is invalid.");

    public static AwsError UnknownAction(string action, string? version) => new(
        400, "InvalidAction", $"Could not find operation {action} for version {(string.IsNullOrEmpty(version) ? "NO_VERSION_SPECIFIED" : version)}");

    public static AwsError Validation(string message) => new(400, "ValidationError", message);

    public static AwsError InvalidArn(string arn) => Validation($"{arn} is invalid");

    public static AwsError SessionCredentials(string operation) => AccessDenied($"Cannot call {operation} with session credentials");

    /// <summary>A denial that names the kind of policy behind it.</summary>
    public static AwsError NotAuthorized(string callerArn, string action, string resource, AccessDecision decision) =>
        AccessDenied($"{NotAuthorizedTo(callerArn, action, resource)} {ReasonOf(action, decision)}");

    /// <summary>A denial without a reason: AssumeRole's, and those of callers who may never call.</summary>
    public static AwsError NotAuthorizedPlainly(string callerArn, string action, string resource) =>
        AccessDenied(NotAuthorizedTo(callerArn, action, resource));

    /// <summary>Whoever comes with an identity provider's word hears no more than this.</summary>
    public static AwsError NotAuthorizedFederated(string action) => AccessDenied($"Not authorized to perform {action}");

    public static AwsError InvalidIdentityToken(string message) => new(400, "InvalidIdentityToken", message);

    public static AwsError NoOpenIdProvider(string issuer) =>
        InvalidIdentityToken($"No OpenIDConnect provider found in your account for {issuer}");

    public static AwsError IdentityTokenExpired(long now, long expiration) => new(
        400, "ExpiredTokenException", $"Token expired: current date/time {now} must be before the expiration date/time {expiration}");

    public static AwsError IdentityTokenTooOld(long seconds) => new(400, "ExpiredTokenException", $"Token too old: {seconds}");

    public static AwsError RegionDisabled(AccountId account) => new(
        403,
        "RegionDisabledException",
        $"STS is not activated in this region for account:{account}. Your account administrator can activate STS in this region using the IAM Console.");

    public static AwsError PackedPolicyTooLarge(int percent) => new(
        400, "PackedPolicyTooLarge", $"Packed policy consumes {percent}% of allotted space, please use smaller policy.");

    public static AwsError PackedTagsTooLarge(int percent) => new(
        400, "PackedPolicyTooLarge", $"Packed size of session tags consumes {percent}% of allotted space.");

    private static string NotAuthorizedTo(string callerArn, string action, string resource) =>
        $"User: {callerArn} is not authorized to perform: {action} on resource: {resource}";

    // Service and resource control policies are named as explicit denies even where they merely do not allow (IAM User Guide).
    private static string ReasonOf(string action, AccessDecision decision) => (decision.Decision, decision.DeniedBy) switch
    {
        (_, PolicyKind.ServiceControl) => "with an explicit deny in a service control policy",
        (_, PolicyKind.ResourceControl) => "with an explicit deny in a resource control policy",
        (Decision.ExplicitDeny, PolicyKind.PermissionsBoundary) => "with an explicit deny in a permissions boundary",
        (Decision.ExplicitDeny, PolicyKind.Session) => "with an explicit deny in a session policy",
        (Decision.ExplicitDeny, _) => "with an explicit deny in an identity-based policy",
        (_, PolicyKind.PermissionsBoundary) => $"because no permissions boundary allows the {action} action",
        (_, PolicyKind.Session) => $"because no session policy allows the {action} action",
        _ => $"because no identity-based policy allows the {action} action",
    };

    private static AwsError AccessDenied(string message) => new(403, "AccessDenied", message);
}
