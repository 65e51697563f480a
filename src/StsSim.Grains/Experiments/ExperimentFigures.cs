using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>What an experiment grain keeps in storage of what was observed: written every few seconds.</summary>
[GenerateSerializer, Alias("stssim.ExperimentFigures")]
internal sealed class ExperimentFigures
{
    [Id(0)] public PhaseTally[] Phases { get; set; } = [];

    /// <summary>What expectations on clients were last checked against, by their indices: the observatory forgets.</summary>
    [Id(1)] public Dictionary<int, WorstGroup> Clients { get; set; } = [];

    public void Add(ServedBatch batch)
    {
        if (batch.Phase >= 0 && batch.Phase < Phases.Length)
        {
            Phases[batch.Phase].Add(batch);
        }
    }
}
