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
    ClientCredentials Credentials);
