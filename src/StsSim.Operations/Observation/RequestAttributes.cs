using System.Diagnostics;

namespace StsSim.Operations.Observation;

/// <summary>
/// What metrics and spans say of a request: by OpenTelemetry's conventions for RPC as those for the AWS SDK fill them in,
/// so that servers and clients are told by the same names; what is the simulator's own begins with <c>stssim</c>.
/// </summary>
internal static class RequestAttributes
{
    public const string System = "rpc.system";
    public const string Service = "rpc.service";
    public const string Method = "rpc.method";

    /// <summary>The AWS error code; left out where there is none.</summary>
    public const string ErrorType = "error.type";

    public const string RequestId = "aws.request_id";

    /// <summary><c>first</c> or <c>retry</c>, by <c>amz-sdk-request</c>.</summary>
    public const string Attempt = "stssim.attempt";

    public const string AttemptNumber = "stssim.attempt_number";

    /// <summary>The name of the bucket that refused the request; a name holds an account, so no metric has it.</summary>
    public const string ThrottledBy = "stssim.throttled_by";

    public const string BucketKind = "stssim.bucket.kind";
    public const string FaultRule = "stssim.fault.rule";
    public const string FaultEffect = "stssim.fault.effect";
    public const string Purpose = "stssim.purpose";
    public const string ShedReason = "stssim.shed.reason";

    public const string AwsApi = "aws-api";

    /// <summary>The service's id in its model, or <see langword="null"/> where the request names no known operation.</summary>
    public static string? ServiceOf(string? service) => service switch
    {
        "sts" => "STS",
        "iam" => "IAM",
        _ => null,
    };

    // What is no operation is one name to the conventions, whatever the client wrote.
    public static string MethodOf(string operation) => operation == "Unknown" ? "_OTHER" : operation;

    public static string AttemptOf(bool isRetry) => isRetry ? "retry" : "first";

    /// <summary>What a request asked for and how it ended.</summary>
    /// <param name="operation"><see langword="null"/> where it named none that is known.</param>
    /// <param name="code">The AWS error code, or <see langword="null"/> where it succeeded.</param>
    public static TagList Of(AwsOperation? operation, string? code)
    {
        var tags = new TagList { { System, AwsApi }, { Method, MethodOf(operation?.Name ?? "Unknown") } };
        if (operation is not null)
        {
            tags.Add(Service, ServiceOf(operation.Service));
        }

        if (code is not null)
        {
            tags.Add(ErrorType, code);
        }

        return tags;
    }
}
