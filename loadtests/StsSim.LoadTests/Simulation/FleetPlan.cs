using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Simulation;

/// <summary>A what-if in the terms of a run, so that it is measured and reported like one.</summary>
internal static class FleetPlan
{
    public static ScenarioPlan Of(FleetParameters parameters)
    {
        List<Phase> phases = [];
        if (parameters.Restart is { } restart)
        {
            Add("before", restart.Begin);
            Add("restart", restart.End);
            Add("after", parameters.Duration);
        }
        else
        {
            Add("whole", parameters.Duration);
        }

        return new ScenarioPlan(phases, [], ArrivalSpacing.Even);

        void Add(string name, TimeSpan end)
        {
            TimeSpan start = phases.Count == 0 ? TimeSpan.Zero : phases[^1].End;
            TimeSpan within = end < parameters.Duration ? end : parameters.Duration;
            if (within > start)
            {
                phases.Add(new Phase(name, start, within - start, parameters.Quota));
            }
        }
    }

    // No request leaves this process, so the region is that of any bucket.
    public static ClientGroup ClientsOf(FleetGroup group) => new(group.Name, "us-east-1", group.Retries.MaxAttempts > 1);
}
