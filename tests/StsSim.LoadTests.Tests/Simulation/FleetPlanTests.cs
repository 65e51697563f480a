using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class FleetPlanTests
{
    [Fact]
    public void Phases_are_what_happens_to_the_fleet() => Assert.Equal(
        [("before", 0, 5), ("restart", 5, 10), ("between", 15, 35), ("outage", 50, 20), ("after", 70, 20)],
        Phases(new FleetParameters { Outages = [Outage(50, 70)] }));

    [Fact]
    public void What_happens_at_once_is_told_together() => Assert.Equal(
        [("outage", 0, 5), ("restart, outage", 5, 3), ("restart", 8, 7), ("after", 15, 75)],
        Phases(new FleetParameters { Outages = [Outage(0, 8)] }));

    [Fact]
    public void What_comes_after_the_end_is_not_seen() => Assert.Equal(
        [("before", 0, 5), ("restart", 5, 5)],
        Phases(new FleetParameters { Duration = TimeSpan.FromMinutes(10), Outages = [Outage(10, 20)] }));

    [Fact]
    public void A_restart_of_all_at_once_has_no_length() => Assert.Equal(
        [("before", 0, 5), ("after", 5, 85)],
        Phases(new FleetParameters { Restart = new RollingRestart(TimeSpan.FromMinutes(5), TimeSpan.Zero) }));

    [Fact]
    public void Where_nothing_happens_there_is_one_phase() => Assert.Equal(
        [("whole", 0, 90)],
        Phases(new FleetParameters { Restart = null }));

    private static Outage Outage(int from, int to) => new(TimeSpan.FromMinutes(from), TimeSpan.FromMinutes(to));

    private static IEnumerable<(string Name, int Start, int Duration)> Phases(FleetParameters parameters) => FleetPlan.Of(parameters)
        .Phases.Select(phase => (phase.Name, (int)phase.Start.TotalMinutes, (int)phase.Duration.TotalMinutes));
}
