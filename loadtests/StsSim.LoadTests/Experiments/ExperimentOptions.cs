using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Experiments;

/// <param name="Experiment">With the rate, the clients and the seed that it is to be run with.</param>
/// <param name="Source">The file or name it came by.</param>
/// <param name="Endpoint">Null starts an embedded simulator.</param>
/// <param name="Judged">The clients whose expectations decide; all of them where it is empty.</param>
internal sealed record ExperimentOptions(
    ExperimentFile Experiment,
    string Source,
    Uri? Endpoint,
    string? ReportFile,
    string? AdminToken,
    IReadOnlyList<ClientKind> Judged)
{
    /// <summary>What is expected besides what the experiment says.</summary>
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>What must hold of the run's own figures: of the groups that they name, or else of those that are judged.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>Files for the figures besides the page, by the form they have.</summary>
    public IReadOnlyList<DataFile> DataFiles { get; init; } = [];

    /// <summary>Where whether it held is written to, or <see langword="null"/>.</summary>
    public string? JUnitFile { get; init; }

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Source;
}
