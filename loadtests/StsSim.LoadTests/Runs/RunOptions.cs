using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Thresholds;
using StsSim.LoadTests.Workers;

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

    /// <summary>The kinds of clients it is run with; each is a group of its own.</summary>
    public IReadOnlyList<ClientKind> Clients { get; init; } = [];

    /// <summary>Of the scenario's parameters, those that the user has set.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Callers of a closed model in place of the scenario's own load, or <see langword="null"/>.</summary>
    public int? Copies { get; init; }

    /// <summary>How long a client waits for the answer to one attempt; <see langword="null"/> leaves each client its own default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long load is offered before anything is measured.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>What must hold of the run's own figures.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; init; } = [];

    /// <summary>In how many processes the load is driven; <see langword="null"/> for this one.</summary>
    public WorkerOptions? Workers { get; init; }

    public ScenarioSettings Settings => new(Duration, Rate, Seed, Values);

    public ScenarioPlan Plan() => Copies is { } copies ? Scenario.Plan(Settings).WithCopies(copies) : Scenario.Plan(Settings);

    /// <summary>What the simulator is to have seen of the clients.</summary>
    public IReadOnlyList<string> Expectations { get; init; } = [];

    /// <summary>Where whether it held is written to, or <see langword="null"/>.</summary>
    public string? JUnitFile { get; init; }

    /// <summary>Files for the figures besides the page, by the form they have.</summary>
    public IReadOnlyList<DataFile> DataFiles { get; init; } = [];

    // A record prints its members; a secret must not be among them.
    public override string ToString() => Scenario.Name;
}
