using StsSim.LoadTests.Clients;

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
    IReadOnlyList<ExperimentClient> Judged)
{
    // A record prints its members; a secret must not be among them.
    public override string ToString() => Source;
}
