namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>One call of an SDK with all its attempts, as the server reconstructed it.</summary>
/// <param name="Id">As the client sent it; empty where it sent none.</param>
/// <param name="MaximumAttempts">As the client said; 0 where it did not.</param>
/// <param name="Succeeded">Whether it ended well; <see langword="null"/> while that is not known.</param>
/// <param name="GaveUp">Why it ended without success, or <see langword="null"/>.</param>
/// <param name="Segment">The phase of an experiment in which it began, or <see langword="null"/>.</param>
[GenerateSerializer, Immutable, Alias("stssim.ReconstructedInvocation")]
public sealed record ReconstructedInvocation(
    [property: Id(0)] Guid Id,
    [property: Id(1)] ObservedClient Client,
    [property: Id(2)] string Operation,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] int MaximumAttempts,
    [property: Id(5)] bool? Succeeded,
    [property: Id(6)] GiveUpReason? GaveUp,
    [property: Id(7)] ObservedSegment? Segment,
    [property: Id(8)] IReadOnlyList<ReconstructedAttempt> Attempts);
