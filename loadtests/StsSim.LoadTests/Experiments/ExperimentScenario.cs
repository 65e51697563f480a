using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Experiments;

/// <summary>An experiment seen as a scenario: its phases, and a steady load through all of them.</summary>
internal sealed class ExperimentScenario(ExperimentFile experiment) : Scenario
{
    // The simulator began a little earlier, and takes its faults away at the end of the last phase: the load is over by then.
    private const double ShareOfLastPhase = 0.05;
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(0.5);

    public override string Name => experiment.Name;

    public override string Shows => experiment.Description;

    public override bool NeedsQuotaControl => false;

    // Even gaps: what a phase does to goodput must not be mistaken for what chance does.
    public override ScenarioPlan Plan(TimeSpan duration, double ratePerSecond)
    {
        var phases = new List<Phase>();
        foreach (ExperimentPhase phase in experiment.Phases)
        {
            phases.Add(new Phase(phase.Name, phases.Count == 0 ? TimeSpan.Zero : phases[^1].End, phase.Duration));
        }

        TimeSpan margin = phases[^1].Duration * ShareOfLastPhase;
        margin = margin < LongestMargin ? margin : LongestMargin;
        return new ScenarioPlan(phases, [new Inject(ratePerSecond, duration - margin)], ArrivalSpacing.Even);
    }
}
