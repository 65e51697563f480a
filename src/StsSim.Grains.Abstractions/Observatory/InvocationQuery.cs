namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>Which invocations to show.</summary>
/// <param name="Retried">Those of more than one attempt alone.</param>
/// <param name="GivenUp">Those that were given up alone.</param>
/// <param name="Most">How many at most, the latest first.</param>
[GenerateSerializer, Immutable, Alias("stssim.InvocationQuery")]
public sealed record InvocationQuery([property: Id(0)] bool Retried, [property: Id(1)] bool GivenUp, [property: Id(2)] int Most);
