namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What one rule says of a group of clients.</summary>
/// <param name="Rule">Its name, e.g. <c>backoff</c>.</param>
/// <param name="Generation">The rules it was judged by: <c>old</c> (before November 2026), <c>new</c>, or <see langword="null"/> where they are the same in this.</param>
/// <param name="Expected">What the rule asks, with its figure.</param>
/// <param name="Observed">What was seen, with its figure.</param>
/// <param name="Explanation">A sentence on what that means.</param>
/// <param name="Source">Where the rule is documented.</param>
/// <param name="Samples">How many observations it rests on.</param>
/// <param name="Exemplars">A few invocations that show it.</param>
[GenerateSerializer, Immutable, Alias("stssim.Verdict")]
public sealed record Verdict(
    [property: Id(0)] string Rule,
    [property: Id(1)] VerdictOutcome Outcome,
    [property: Id(2)] string? Generation,
    [property: Id(3)] string Expected,
    [property: Id(4)] string Observed,
    [property: Id(5)] string Explanation,
    [property: Id(6)] string Source,
    [property: Id(7)] long Samples,
    [property: Id(8)] IReadOnlyList<ReconstructedInvocation> Exemplars);
