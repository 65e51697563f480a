using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Simulation;

/// <summary>A what-if in the terms of a run, so that it is measured and reported like one.</summary>
internal static class FleetPlan
{
    /// <summary>The virtual time, cut where a restart or an outage begins or ends.</summary>
    public static ScenarioPlan Of(FleetParameters parameters)
    {
        SortedSet<TimeSpan> cuts = [TimeSpan.Zero, parameters.Duration];
        foreach (Outage outage in parameters.Outages)
        {
            cuts.Add(outage.From);
            cuts.Add(outage.To);
        }

        if (parameters.Restart is { } restart)
        {
            cuts.Add(restart.Begin);
            cuts.Add(restart.End);
        }

        List<Phase> phases = [];
        TimeSpan from = TimeSpan.Zero;
        foreach (TimeSpan cut in cuts.Where(cut => cut > TimeSpan.Zero && cut <= parameters.Duration))
        {
            bool isLast = cut == parameters.Duration;
            phases.Add(new Phase(NameOf(parameters, from, isLast, hasEvents: cuts.Count > 2), from, cut - from, parameters.Quota));
            from = cut;
        }

        return new ScenarioPlan(phases, [], ArrivalSpacing.Even);
    }

    // No request leaves this process, so the region is that of any bucket.
    public static ClientGroup ClientsOf(FleetGroup group) => new(group.Name, "us-east-1", group.Retries.MaxAttempts > 1);

    private static string NameOf(FleetParameters parameters, TimeSpan from, bool isLast, bool hasEvents)
    {
        bool restarts = parameters.Restart is { } restart && from >= restart.Begin && from < restart.End;
        bool isOut = parameters.Outages.Any(outage => outage.Covers(from));
        return (restarts, isOut) switch
        {
            (true, true) => "restart, outage",
            (true, false) => "restart",
            (false, true) => "outage",
            _ when !hasEvents => "whole",
            _ when isLast => "after",
            _ => from == TimeSpan.Zero ? "before" : "between",
        };
    }
}
