namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>An expectation beside what was observed.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Phase">The phase's name, or <c>*</c> for the whole run.</param>
/// <param name="Expected">What follows the figure, e.g. <c>&gt;= 0.5</c>.</param>
/// <param name="Observed">The figure so far; <see langword="null"/> where there is none.</param>
[GenerateSerializer, Immutable, Alias("stssim.CheckedExpectation")]
public sealed record CheckedExpectation(
    [property: Id(0)] string Text,
    [property: Id(1)] string Phase,
    [property: Id(2)] Figure Figure,
    [property: Id(3)] string Expected,
    [property: Id(4)] double? Observed,
    [property: Id(5)] ExpectationOutcome Outcome);
