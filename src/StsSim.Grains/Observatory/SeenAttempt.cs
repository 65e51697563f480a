using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>One request of an invocation. Times are ticks of UTC.</summary>
/// <param name="Number">Of the attempt, from 1; a transport that repeats a request sends the same number again.</param>
internal readonly record struct SeenAttempt(
    int Number, long ArrivedAt, long EndedAt, AttemptOutcome Outcome, int Status, string Code, string? FaultId, string? ThrottledBy, int RetryAfterMs, bool IsAwsRetryAfter)
{
    public RetryTrigger Trigger => Outcome switch
    {
        AttemptOutcome.Ok => RetryTrigger.Success,
        AttemptOutcome.Throttled => RetryTrigger.Throttling,
        AttemptOutcome.Abandoned or AttemptOutcome.ServerError => RetryTrigger.Transient,

        // What SDKs retry by code although its status is that of a client's error (botocore, smithy-rs).
        _ when Code is "RequestTimeout" or "RequestTimeoutException" or "IDPCommunicationError" => RetryTrigger.Transient,
        _ => RetryTrigger.Terminal,
    };

    public static SeenAttempt Of(ObservedAttempt attempt, int number) => new(
        number,
        attempt.ArrivedAt,
        attempt.ArrivedAt + attempt.Duration,
        attempt.Outcome,
        attempt.Status,
        attempt.Code,
        attempt.FaultId,
        attempt.ThrottledBy,
        attempt.RetryAfterMs,
        attempt.IsAwsRetryAfter);
}
