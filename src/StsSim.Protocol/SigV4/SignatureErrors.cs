using System.Globalization;
using StsSim.Protocol.Errors;

namespace StsSim.Protocol.SigV4;

/// <summary>
/// Every refusal of a Signature Version 4, in AWS's words. Sources per sentence: recorded answers of STS, SES and API
/// Gateway, and the IAM User Guide's troubleshooting pages; <c>docs/fidelity.md</c> says which is how sure.
/// </summary>
public static class SignatureErrors
{
    public static readonly AwsError MissingAuthenticationToken =
        new(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    public static readonly AwsError Mismatch = DoesNotMatch(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.");

    public static readonly AwsError HostNotSigned =
        DoesNotMatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");

    // The trailing space is AWS's own.
    public static readonly AwsError WrongRegion = DoesNotMatch("Credential should be scoped to a valid region. ");

    public static AwsError WrongService(string expected) =>
        DoesNotMatch($"Credential should be scoped to correct service: '{expected}'. ");

    public static AwsError WrongTerminator(string terminator) =>
        DoesNotMatch($"Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'.");

    public static AwsError ScopeDateDiffers(string scopeDate, string requestDate) => DoesNotMatch(
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
        + $"'{scopeDate}' != '{requestDate[..8]}', from '{requestDate}'.");

    public static AwsError Expired(DateTimeOffset signedAt, DateTimeOffset now) => DoesNotMatch(
        $"Signature expired: {Basic(signedAt)} is now earlier than {Basic(now - SignatureVerifier.Window)} ({Basic(now)} - 15 min.)");

    public static AwsError NotYetCurrent(DateTimeOffset signedAt, DateTimeOffset now) => DoesNotMatch(
        $"Signature not yet current: {Basic(signedAt)} is still later than {Basic(now + SignatureVerifier.Window)} ({Basic(now)} + 15 min.)");

    public static AwsError NoEqualSign(string part, string header) => Incomplete(
        $"'{part}' not a valid key=value pair (missing equal-sign) in Authorization header: '{header}'.");

    public static AwsError UnsupportedAlgorithm(string algorithm) => Incomplete($"Unsupported AWS 'algorithm': '{algorithm}'.");

    public static AwsError NotFiveParts(string credential) => Incomplete(
        $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");

    public static AwsError UnparsableDate(string date) => Incomplete(
        $"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");

    /// <summary>Names every part that is missing from an Authorization header, in AWS's order.</summary>
    public static AwsError MissingFromHeader(bool credential, bool signature, bool signedHeaders, bool date, string header) => Incomplete(
        (credential ? "Authorization header requires 'Credential' parameter. " : "")
        + (signature ? "Authorization header requires 'Signature' parameter. " : "")
        + (signedHeaders ? "Authorization header requires 'SignedHeaders' parameter. " : "")
        + (date ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " : "")
        + $"Authorization={header}");

    /// <summary>Names every parameter that is missing from a presigned query, in AWS's order.</summary>
    public static AwsError MissingFromQuery(IEnumerable<string> missing) => Incomplete(
        string.Concat(missing.Select(name => $"AWS query-string parameters must include '{name}'. "))
        + "Re-examine the query-string parameters.");

    private static AwsError DoesNotMatch(string message) => new(403, "SignatureDoesNotMatch", message);

    private static AwsError Incomplete(string message) => new(400, "IncompleteSignature", message);

    private static string Basic(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
