using StsSim.Protocol.Errors;

namespace StsSim.Operations.Sts;

/// <summary>Every refusal of STS itself, in AWS's words; signatures have their own in the protocol.</summary>
public static class StsErrors
{
    public const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

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

    public static AwsError UnknownAction(string action, string? version) => new(
        400, "InvalidAction", $"Could not find operation {action} for version {(string.IsNullOrEmpty(version) ? "NO_VERSION_SPECIFIED" : version)}");

    public static AwsError Validation(string message) => new(400, "ValidationError", message);

    public static AwsError InvalidArn(string arn) => Validation($"{arn} is invalid");

    public static AwsError SessionCredentials(string operation) => AccessDenied($"Cannot call {operation} with session credentials");

    public static AwsError NotAuthorized(string callerArn, string action, string resource, bool explicitly) => AccessDenied(
        $"User: {callerArn} is not authorized to perform: {action} on resource: {resource} "
        + (explicitly ? "with an explicit deny in an identity-based policy" : $"because no identity-based policy allows the {action} action"));

    public static AwsError NotAuthorizedInSession(string callerArn, string action, string resource) => AccessDenied(
        $"User: {callerArn} is not authorized to perform: {action} on resource: {resource}");

    public static AwsError PackedPolicyTooLarge(int percent) => new(
        400, "PackedPolicyTooLarge", $"Packed policy consumes {percent}% of allotted space, please use smaller policy.");

    public static AwsError PackedTagsTooLarge(int percent) => new(
        400, "PackedPolicyTooLarge", $"Packed size of session tags consumes {percent}% of allotted space.");

    private static AwsError AccessDenied(string message) => new(403, "AccessDenied", message);
}
