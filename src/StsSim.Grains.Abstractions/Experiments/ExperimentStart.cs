namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What came of the attempt to start an experiment: one of the two, or neither where its account is not there.</summary>
/// <param name="Started">The experiment, running.</param>
/// <param name="RunningInstead">The one that runs there already.</param>
[GenerateSerializer, Immutable, Alias("stssim.ExperimentStart")]
public sealed record ExperimentStart([property: Id(0)] ExperimentSummary? Started, [property: Id(1)] ExperimentSummary? RunningInstead);
