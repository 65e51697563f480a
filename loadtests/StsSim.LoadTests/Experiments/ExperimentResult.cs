using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Experiments;

/// <summary>All that an experiment's report is made of.</summary>
/// <param name="Run">What the clients saw.</param>
/// <param name="Reports">What the simulator saw, in the order of the run's groups.</param>
internal sealed record ExperimentResult(ExperimentOptions Options, RunResult Run, IReadOnlyList<ExperimentReport> Reports)
{
    public IEnumerable<(GroupResult Group, ExperimentReport Report)> Groups => Run.Groups.Zip(Reports);

    /// <summary>The run with what was expected in it, each expectation of the group in whose account it was observed.</summary>
    public RunResult AsRun() => Run with
    {
        Expectations =
        [
            .. Groups.SelectMany(entry => entry.Report.Expectations.Select(
                expectation => expectation with { Clients = entry.Group.Group.Name, IsJudged = IsJudged(entry.Group) })),
        ],
    };

    public bool IsJudged(GroupResult group) =>
        Options.Judged.Count == 0 || Options.Judged.Any(client => client.Name == group.Group.Name);
}
