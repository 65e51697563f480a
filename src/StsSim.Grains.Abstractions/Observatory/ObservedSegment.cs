namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>A phase of an experiment, in which requests arrived.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ObservedSegment")]
public sealed record ObservedSegment(
    [property: Id(0)] string ExperimentId, [property: Id(1)] int Phase, [property: Id(2)] string PhaseName);
