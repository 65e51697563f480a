namespace StsSim.Grains.Experiments;

/// <summary>What an expectation on clients was last checked against.</summary>
/// <param name="Group">The group of clients that breaks it or comes nearest to that, or <see langword="null"/> where none was meant.</param>
[GenerateSerializer, Immutable, Alias("stssim.WorstGroup")]
internal sealed record WorstGroup([property: Id(0)] double? Observed, [property: Id(1)] string? Group);
