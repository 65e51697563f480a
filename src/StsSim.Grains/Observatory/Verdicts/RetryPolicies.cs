using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What each SDK documents, or its source says, of its retries.</summary>
internal static class RetryPolicies
{
    public const string Adaptive = "adaptive";
    public const string Legacy = "legacy";
    public const string Standard = "standard";

    private const string NewRules = "AWS SDKs and Tools Reference Guide, retry behavior (AWS_NEW_RETRIES_2026)";
    private const string OldRules = "AWS SDKs and Tools Reference Guide, retry behavior, before November 2026";

    private static readonly RetryCosts NewCosts = new(Transient: 14, Throttling: 5);
    private static readonly RetryCosts OldCosts = new(Transient: 5, Throttling: 5);

    private static readonly RetryableErrors WithIdentityProvider =
        RetryableErrors.Standard with { Others = RetryableErrors.Codes("RequestTimeout", "RequestTimeoutException", "IDPCommunicationError"), Open = RetryableErrors.Codes() };

    // They correct their clock by the Date of an answer and try again.
    private static readonly RetryableErrors WithClockSkew = WithIdentityProvider with { Open = RetryableErrors.ClockSkewCodes };

    private static readonly RetryableErrors Python = WithIdentityProvider with { AnyTooManyRequests = true };

    // botocore data/_retry.json: neither RequestLimitExceeded nor LimitExceededException for STS.
    private static readonly RetryableErrors PythonLegacy = new(
        RetryableErrors.Codes("Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "ProvisionedThroughputExceededException"),
        RetryableErrors.TransientStatuses(509),
        AnyTooManyRequests: true,
        RetryableErrors.Codes("IDPCommunicationError"),
        RetryableErrors.Codes("RequestTimeout", "RequestTimeoutException"));

    private static readonly RetryableErrors JavaScript = WithClockSkew with { AnyTooManyRequests = true };

    private static readonly RetryableErrors JavaOld = RetryableErrors.Standard with { Open = RetryableErrors.Codes([.. RetryableErrors.ClockSkewCodes, "IDPCommunicationError"]) };

    // aws-sdk-java-v2 legacy mode did not retry LimitExceededException.
    private static readonly RetryableErrors JavaLegacy =
        JavaOld with { ThrottlingCodes = RetryableErrors.Codes(RetryableErrors.AllThrottlingCodes.Except(["LimitExceededException"])) };

    // aws-sdk-php RetryMiddleware has a list of its own.
    private static readonly RetryableErrors PhpLegacy = RetryableErrors.Standard with
    {
        ThrottlingCodes = RetryableErrors.Codes(
            "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "ProvisionedThroughputExceededException",
            "RequestThrottled", "BandwidthLimitExceeded", "RequestThrottledException"),
        Others = RetryableErrors.Codes(),
    };

    // aws-sdk-ruby fetches new credentials where they have expired or are not known, and tries again.
    private static readonly RetryableErrors Ruby = WithClockSkew with
    {
        AnyTooManyRequests = true,
        Open = RetryableErrors.Codes(
        [
            .. RetryableErrors.ClockSkewCodes, "ExpiredToken", "ExpiredTokenException", "InvalidToken", "InvalidClientTokenId",
            "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidIdentityToken",
        ]),
    };

    /// <summary>All there are; the mode adaptive is standard with a rate limiter, and is made of it.</summary>
    public static IReadOnlyList<RetryPolicy> All { get; } = [.. Documented().SelectMany(WithAdaptive)];

    /// <summary>Those that a group may follow by what it says of itself: several where generations differ, none where it is no known SDK.</summary>
    public static IReadOnlyList<RetryPolicy> Of(ClientGroup group)
    {
        if (SdkOf(group) is not { } sdk)
        {
            return [];
        }

        string? mode = group.RetryMode ?? DefaultModeOf(sdk, group);
        return [.. All.Where(policy => policy.Sdk == sdk && (mode is null ? policy.IsDefault : policy.Mode == mode))];
    }

    /// <summary>The SDK by its product in the User-Agent, e.g. <c>Python</c> for <c>Boto3</c>; <see langword="null"/> where it is none of them.</summary>
    public static string? SdkOf(ClientGroup group) => group.Sdk.ToLowerInvariant() switch
    {
        "boto3" or "botocore" or "aws-cli" => "Python",
        "aws-sdk-js" when !IsVersion(group, 2) => "JavaScript",
        "aws-sdk-go-v2" => "Go",
        "aws-sdk-java" when !IsVersion(group, 1) => "Java",
        "aws-sdk-rust" => "Rust",
        "aws-sdk-kotlin" => "Kotlin",
        "aws-sdk-swift" => "Swift",
        "aws-sdk-ruby3" => "Ruby",
        "aws-sdk-php" => "PHP",
        "aws-sdk-cpp" => "C++",
        string product when product.StartsWith("aws-sdk-dotnet", StringComparison.Ordinal) => ".NET",
        _ => null,
    };

    private static IEnumerable<RetryPolicy> Documented()
    {
        yield return New("Python", Python);
        yield return Old("Python", BackoffPolicies.StandardOld, Python, "botocore retries/standard.py") with { IsDefault = false };
        yield return LegacyMode("Python", 5, BackoffPolicies.PythonLegacy, PythonLegacy, "botocore retryhandler.py and data/_retry.json");

        yield return New("JavaScript", JavaScript) with { HeedsRetryAfter = true };
        yield return Old("JavaScript", BackoffPolicies.JavaScriptOld, JavaScript, "smithy-typescript util-retry") with
        {
            HeedsRetryAfter = true,
            Quota = new(Transient: 10, Throttling: 5),
        };

        yield return New(".NET", WithClockSkew);
        yield return Old(".NET", BackoffPolicies.StandardOld, WithClockSkew, "aws-sdk-net StandardRetryPolicy");
        yield return LegacyMode(".NET", 5, BackoffPolicies.DotNetLegacy, WithClockSkew, "aws-sdk-net DefaultRetryPolicy") with { IsDefault = false };

        yield return New("Go", RetryableErrors.Standard);
        yield return Old("Go", BackoffPolicies.GoOld, RetryableErrors.Standard, "aws-sdk-go-v2 aws/retry");

        yield return New("Java", WithClockSkew);
        yield return Old("Java", BackoffPolicies.JavaOld, JavaOld, "aws-sdk-java-v2 retries") with { IsDefault = false };
        yield return LegacyMode("Java", 4, BackoffPolicies.JavaLegacy, JavaLegacy, "aws-sdk-java-v2 retries, legacy") with { Quota = new(Transient: 5, Throttling: 0) };

        foreach (string sdk in (string[])["Rust", "Kotlin", "Swift"])
        {
            yield return New(sdk, RetryableErrors.Standard);

            // It was min(hint, 20 s) in place of the backoff.
            yield return Old(sdk, BackoffPolicies.StandardOld, RetryableErrors.Standard, "smithy-rs aws-smithy-runtime retries") with { HeedsAwsRetryAfter = true };
        }

        yield return New("Ruby", Ruby);
        yield return Old("Ruby", BackoffPolicies.CappedAfterJitter, Ruby, "aws-sdk-ruby plugins/retry_errors.rb") with { IsDefault = false };
        yield return LegacyMode("Ruby", 4, BackoffPolicies.RubyLegacy, Ruby, "aws-sdk-ruby plugins/retry_errors.rb, legacy");

        yield return New("PHP", RetryableErrors.Standard);
        yield return Old("PHP", BackoffPolicies.PhpOld, RetryableErrors.Standard, "aws-sdk-php RetryMiddlewareV2") with { IsDefault = false };
        yield return LegacyMode("PHP", 4, BackoffPolicies.PhpLegacy, PhpLegacy, "aws-sdk-php RetryMiddleware");

        yield return New("C++", RetryableErrors.Standard);
        yield return Old("C++", BackoffPolicies.CappedAfterJitter, RetryableErrors.Standard, "aws-sdk-cpp StandardRetryStrategy") with { IsDefault = false };
        yield return LegacyMode("C++", 11, BackoffPolicies.CppLegacy, RetryableErrors.Standard with { Open = RetryableErrors.ClockSkewCodes }, "aws-sdk-cpp DefaultRetryStrategy");
    }

    private static RetryPolicy New(string sdk, RetryableErrors errors) => new()
    {
        Sdk = sdk,
        Mode = Standard,
        Generation = RetryRules.New,
        MaximumAttempts = 3,
        Backoff = BackoffPolicies.StandardNew,
        Quota = NewCosts,
        Errors = errors,
        HeedsAwsRetryAfter = true,
        IsDefault = true,
        Source = NewRules,
    };

    private static RetryPolicy Old(string sdk, BackoffPolicy backoff, RetryableErrors errors, string source) => new()
    {
        Sdk = sdk,
        Mode = Standard,
        Generation = RetryRules.Old,
        MaximumAttempts = 3,
        Backoff = backoff,
        Quota = OldCosts,
        Errors = errors,
        IsDefault = true,
        Source = $"{OldRules}; {source}",
    };

    /// <summary>The mode legacy, which SDKs used unless told otherwise.</summary>
    private static RetryPolicy LegacyMode(string sdk, int attempts, BackoffPolicy backoff, RetryableErrors errors, string source) => new()
    {
        Sdk = sdk,
        Mode = Legacy,
        Generation = RetryRules.Old,
        MaximumAttempts = attempts,
        Backoff = backoff,
        Errors = errors,
        IsDefault = true,
        Source = source,
    };

    private static IEnumerable<RetryPolicy> WithAdaptive(RetryPolicy policy) =>
        policy.Mode != Standard ? [policy] :
        [
            policy,

            // The .NET SDK by the old rules: "capacity could not be obtained", after one attempt.
            policy with { Mode = Adaptive, IsDefault = false, FailsWhenHeldBack = policy is { Sdk: ".NET", Generation: RetryRules.Old } },
        ];

    /// <returns><see langword="null"/> where it depends on the generation.</returns>
    private static string? DefaultModeOf(string sdk, ClientGroup group) => sdk switch
    {
        "Python" when group.Sdk.Equals("aws-cli", StringComparison.OrdinalIgnoreCase) && IsVersion(group, 2) => Standard,
        ".NET" when IsVersion(group, 3) => Legacy,
        _ => null,
    };

    private static bool IsVersion(ClientGroup group, int major) => group.SdkVersion.StartsWith($"{major}.", StringComparison.Ordinal);
}
