using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Scenarios;

/// <summary>What a scenario does with its parameters: phases back to back, and the load offered to each client group.</summary>
/// <param name="Load">All of it arrivals, or all of it copies.</param>
/// <param name="Spacing">Of arrivals.</param>
internal sealed record ScenarioPlan(
    IReadOnlyList<Phase> Phases,
    IReadOnlyList<LoadSimulation> Load,
    ArrivalSpacing Spacing)
{
    public TimeSpan Duration => Phases[^1].End;

    public bool ChangesQuota => Phases.Any(phase => phase.Quota is not null);

    /// <summary>Whether callers wait for their answers before they go on.</summary>
    public bool IsClosed => Load[0] is CopiesSimulation;

    public IReadOnlyList<ArrivalSimulation> Arrivals => [.. Load.Cast<ArrivalSimulation>()];

    public IReadOnlyList<CopiesSimulation> Copies => [.. Load.Cast<CopiesSimulation>()];

    /// <summary>The same phases under a constant number of callers.</summary>
    public ScenarioPlan WithCopies(int copies) => this with { Load = [new KeepConstant(copies, Duration)] };

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
