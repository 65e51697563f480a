using System.Collections.Frozen;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Faults;

/// <summary>
/// Errors by their code, each with the status and message it comes with: those of STS as it words them, those common to
/// AWS's services ("Common Errors" of the STS API reference), and what other services throttle with, for SDKs know them all.
/// </summary>
public static class FaultErrors
{
    /// <summary>What stands in the books of a request that is never answered.</summary>
    public static readonly AwsError NotAnswered = new(503, "NotAnswered", null);

    private static readonly FrozenDictionary<string, AwsError> ByCode = new AwsError[]
    {
        StsErrors.Throttling,
        StsErrors.ServiceUnavailable,
        StsErrors.InternalFailure,
        StsErrors.ExpiredToken,
        StsErrors.IdpUnreachable,
        StsErrors.IdpRejectedClaim,
        StsErrors.RequestTimeout,
        StsErrors.MalformedPolicyNotJson,
        StsErrors.NoVerificationKey,
        StsErrors.AssertionExpired,
        StsErrors.InvalidSessionToken,
        StsErrors.MalformedQueryString,
        StsErrors.MissingAction,
        StsErrors.OutboundWebIdentityFederationDisabled,
        StsErrors.SessionDurationEscalation,
        StsErrors.ExpiredTradeInToken,
        StsErrors.JwtPayloadSizeExceeded,
        SignatureErrors.MissingAuthenticationToken,
        new(403, "AccessDenied", "User is not authorized to perform this action"),
        new(403, "AuthFailure", "AWS was not able to validate the provided access credentials"),
        new(400, "BandwidthLimitExceeded", "Rate exceeded"),
        new(400, "EC2ThrottledException", "Rate exceeded"),
        new(400, "IncompleteSignature", "The request signature does not conform to AWS standards."),
        new(500, "InternalError", "An internal error has occurred"),
        new(400, "InvalidAction", "The action or operation requested is invalid. Verify that the action is typed correctly."),
        new(400, "InvalidAuthorizationMessageException", "The encoded authorization message is invalid"),
        new(400, "InvalidParameterValue", "An invalid or out-of-range value was supplied for the input parameter."),
        new(400, "LimitExceededException", "Rate exceeded"),
        new(403, "OptInRequired", "The AWS access key ID needs a subscription for the service."),
        new(400, "PackedPolicyTooLarge", "Packed policy consumes 101% of allotted space, please use smaller policy."),
        new(400, "PriorRequestNotComplete", "Rate exceeded"),
        new(400, "ProvisionedThroughputExceededException", "Rate exceeded"),
        new(403, "RegionDisabledException", "STS is not activated in this region for account:{account}. Your account administrator can activate STS in this region using the IAM Console."),
        new(400, "RequestExpired", "Request has expired."),
        new(400, "RequestLimitExceeded", "Request limit exceeded."),
        new(400, "RequestThrottled", "Rate exceeded"),
        new(400, "RequestThrottledException", "Rate exceeded"),
        new(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."),
        new(400, "RequestTimeoutException", "The request timed out."),
        SignatureErrors.Mismatch,
        new(503, "SlowDown", "Please reduce your request rate."),
        new(400, "ThrottledException", "Rate exceeded"),
        new(400, "ThrottlingException", "Rate exceeded"),
        new(429, "TooManyRequestsException", "Too Many Requests"),
        new(400, "TransactionInProgressException", "Rate exceeded"),
        new(400, "ValidationError", "The input fails to satisfy the constraints specified by an AWS service."),
    }.ToFrozenDictionary(error => error.Code);

    public static IEnumerable<string> Codes => ByCode.Keys.Order(StringComparer.Ordinal);

    public static AwsError? Find(string code) => ByCode.GetValueOrDefault(code);
}
