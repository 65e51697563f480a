namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>One request of a reconstructed invocation.</summary>
/// <param name="Number">Of the attempt, from 1.</param>
/// <param name="Arrived">After the first request of the invocation.</param>
/// <param name="WaitedMs">From the end of the answer before it until it arrived; <see langword="null"/> for the first. Negative where it did not wait for the answer.</param>
/// <param name="RetryAfterMs">What its answer asked the client to wait; 0 where it did not.</param>
[GenerateSerializer, Immutable, Alias("stssim.ReconstructedAttempt")]
public sealed record ReconstructedAttempt(
    [property: Id(0)] int Number,
    [property: Id(1)] TimeSpan Arrived,
    [property: Id(2)] TimeSpan Duration,
    [property: Id(3)] double? WaitedMs,
    [property: Id(4)] AttemptOutcome Outcome,
    [property: Id(5)] string Code,
    [property: Id(6)] int Status,
    [property: Id(7)] string? FaultId,
    [property: Id(8)] string? ThrottledBy,
    [property: Id(9)] int RetryAfterMs);
