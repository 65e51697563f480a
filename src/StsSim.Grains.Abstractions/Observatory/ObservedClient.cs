namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>Whom a request came from, beside the group it is of.</summary>
/// <param name="Principal">The caller's ARN; of an unsigned request the role asked for and its session name, of an unknown key the key's id.</param>
/// <param name="Source">The address it came from, or <see langword="null"/>.</param>
[GenerateSerializer, Immutable, Alias("stssim.ObservedClient")]
public sealed record ObservedClient([property: Id(0)] string Principal, [property: Id(1)] string? Source);
