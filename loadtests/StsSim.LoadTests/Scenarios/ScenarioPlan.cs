using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

/// <summary>What a scenario does with its parameters: phases back to back, and the load offered to each client group.</summary>
internal sealed record ScenarioPlan(
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<LoadSimulation> Load,
    ArrivalSpacing Spacing)
{
    public TimeSpan Duration => Phases[^1].End;

    public bool ChangesQuota => Phases.Any(phase => phase.Quota is not null);

    public int PhaseAt(TimeSpan moment)
    {
        for (int index = Phases.Count - 1; index > 0; index--)
        {
            if (moment >= Phases[index].Start)
            {
                return index;
            }
        }

        return 0;
    }
}
