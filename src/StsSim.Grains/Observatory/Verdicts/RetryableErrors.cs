using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Which errors an SDK retries.</summary>
/// <param name="ThrottlingCodes">Told to slow down, whatever the status.</param>
/// <param name="Statuses">Whatever the code.</param>
/// <param name="AnyTooManyRequests">Whether 429 is retried whatever the code.</param>
/// <param name="Others">Further codes.</param>
/// <param name="Open">Codes of which it depends on more than the wire shows: they are not judged.</param>
internal sealed record RetryableErrors(
    IReadOnlySet<string> ThrottlingCodes,
    IReadOnlySet<int> Statuses,
    bool AnyTooManyRequests,
    IReadOnlySet<string> Others,
    IReadOnlySet<string> Open)
{
    /// <summary>The codes that Python, JavaScript, Go, PHP, Ruby and Rust have in the same list.</summary>
    public static IReadOnlySet<string> AllThrottlingCodes { get; } = Codes(
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded",
        "BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException");

    /// <summary>Retried where the answer's Date says that the client's clock is wrong, which is not known here.</summary>
    public static IReadOnlySet<string> ClockSkewCodes { get; } = Codes(
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure",
        "AccessDeniedException");

    /// <summary>Of the retry modes standard and adaptive.</summary>
    public static RetryableErrors Standard { get; } = new(
        AllThrottlingCodes, TransientStatuses(), AnyTooManyRequests: false, Codes("RequestTimeout", "RequestTimeoutException"),
        Codes("IDPCommunicationError"));

    /// <summary>What is asked of a client that is no known SDK.</summary>
    public static RetryableErrors Practice { get; } = Standard with { AnyTooManyRequests = true };

    /// <returns><see langword="null"/> where it is not known, or depends on what is not on the wire.</returns>
    public bool? Retries(CodeEvidence failure)
    {
        if (Open.Contains(failure.Code))
        {
            return null;
        }

        if (failure.Status == 0 || Statuses.Contains(failure.Status) || ThrottlingCodes.Contains(failure.Code) || Others.Contains(failure.Code)
            || (AnyTooManyRequests && failure.Status == 429))
        {
            return true;
        }

        // Of other statuses and of codes that no list has, the documents say nothing.
        return failure.Status is >= 500 or 429 ? null
            : failure.Trigger == RetryTrigger.Terminal || AllThrottlingCodes.Contains(failure.Code) ? false
            : null;
    }

    public static IReadOnlySet<string> Codes(params IEnumerable<string> codes) => codes.ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<int> TransientStatuses(params IEnumerable<int> more) => more.Concat([500, 502, 503, 504]).ToHashSet();
}
