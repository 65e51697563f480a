using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>What the registry of experiments keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.ExperimentRegistryState")]
internal sealed class ExperimentRegistryState
{
    /// <summary>In the order in which they started.</summary>
    [Id(0)] public List<ExperimentSummary> Experiments { get; set; } = [];
}
