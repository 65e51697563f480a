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

    /// <summary>Whether everything held that was expected of those that are judged.</summary>
    public bool ExpectationsHeld => Groups.Where(entry => IsJudged(entry.Group)).All(entry => entry.Report.AllHeld);

    public bool IsJudged(GroupResult group) =>
        Options.Judged.Count == 0 || Options.Judged.Any(client => client.Name == group.Group.Name);
}
