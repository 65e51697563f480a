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
    IReadOnlyList<ClientKind> Judged)
{
    /// <summary>What is expected besides what the experiment says.</summary>
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>Where whether it held is written to, or <see langword="null"/>.</summary>
    public string? JUnitFile { get; init; }

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Source;
}
