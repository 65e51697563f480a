using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <param name="Endpoint">Null starts an embedded simulator.</param>
/// <param name="Rate">Invocations per second offered by each client group.</param>
internal sealed record RunOptions(
    Scenario Scenario,
    Uri? Endpoint,
    TimeSpan Duration,
    double Rate,
    int Seed,
    string? ReportFile,
    ClientCredentials Credentials)
{
    /// <summary>Of the simulator's control API, or <see langword="null"/>.</summary>
    public string? AdminToken { get; init; }

    /// <summary>What the simulator is to have seen of the clients.</summary>
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>Where whether it held is written to, or <see langword="null"/>.</summary>
    public string? JUnitFile { get; init; }

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Scenario.Name;
}
