namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>Of what is asked: an experiment, one of its phases, or everything since the last reset.</summary>
/// <param name="ExperimentId"><see langword="null"/> for everything.</param>
/// <param name="Phase">The number of a phase, or <see langword="null"/> for all.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClientScope")]
public sealed record ClientScope([property: Id(0)] string? ExperimentId, [property: Id(1)] int? Phase)
{
    public static ClientScope Everything { get; } = new(ExperimentId: null, Phase: null);
}
