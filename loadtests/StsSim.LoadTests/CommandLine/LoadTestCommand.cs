using System.CommandLine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed, and what it comes to.</summary>
internal sealed class LoadTestCommand
{
    private const int DefaultSeed = 1;

    private readonly TargetOptions _target;
    private readonly ScenarioOption _scenario = new();

    private readonly Option<TimeSpan?> _duration = OptionSyntax.Time(
        "--duration", "Length of the load, such as 30s, 2m or 1m30s; answers are awaited a little longer. [default: the scenario's]", LoadLimits.Duration);

    private readonly Option<double?> _rate = OptionSyntax.Rate("the scenario's");
    private readonly Option<int?> _seed = OptionSyntax.Seed($"Seed of arrivals and names; the same seed offers the same load. [default: {DefaultSeed}]");
    private readonly LoadOptions _load = new();
    private readonly ClientOptions _clients = new("the scenario's");
    private readonly CallerCredentialsOptions _credentials;
    private readonly WorkersOption _workers;
    private readonly ThresholdOption _thresholds = new();
    private readonly ExpectationOptions _expectations = new();
    private readonly ReportOptions _reports = new("<scenario>");

    /// <param name="experiment">The command that runs experiments.</param>
    /// <param name="simulate">The command that reckons a fleet in virtual time.</param>
    public LoadTestCommand(
        Func<string, string?> environment,
        Func<RunOptions, CancellationToken, Task<int>> run,
        Func<int> list,
        Func<int> listClients,
        Func<int> listExperiments,
        Func<WorkerJoin, CancellationToken, Task<int>> work,
        ExperimentCommand experiment,
        SimulateCommand simulate)
    {
        _target = new TargetOptions("Address of the STS to load. Without it an embedded simulator is started.", environment);
        _credentials = new CallerCredentialsOptions(environment);
        _workers = new WorkersOption(environment);
        Root = new RootCommand("Drives load at StsSim, or at any endpoint that speaks AWS STS, and reports what happened.");
        foreach (Option option in (IEnumerable<Option>)
            [
                _scenario.Option, _duration, _rate, _seed, .. _clients.All, .. _load.All, .. _target.All, .. _credentials.All,
                .. _workers.All, _thresholds.Option, .. _expectations.All, .. _reports.All,
            ])
        {
            Root.Add(option);
        }

        Root.SetAction((parsed, cancellationToken) => run(OptionsOf(parsed), cancellationToken));

        Root.Add(Listing("list", "Shows the scenarios and what each of them is for.", list));
        Root.Add(Listing("list-clients", "Shows the kinds of clients, how they behave, and which of them this machine can run.", listClients));
        Root.Add(Listing("list-experiments", "Shows the ready experiments and what each of them is for.", listExperiments));
        Root.Add(experiment.Command);
        Root.Add(simulate.Command);
        Root.Add(new WorkerCommand(environment, work).Command);
    }

    public RootCommand Root { get; }

    private RunOptions OptionsOf(ParseResult parsed)
    {
        Uri? endpoint = _target.Endpoint(parsed);
        SettingsFile file = _load.File(parsed);
        Scenario scenario = _scenario.Of(parsed) ?? file.Scenario ?? ScenarioCatalog.Default;
        return new RunOptions(
            scenario,
            endpoint,
            parsed.GetValue(_duration) ?? file.Duration ?? scenario.DefaultDuration,
            parsed.GetValue(_rate) ?? file.Rate ?? scenario.DefaultRate,
            parsed.GetValue(_seed) ?? file.Seed ?? DefaultSeed,
            _reports.HtmlFile(parsed),
            _credentials.For(endpoint, parsed))
        {
            Clients = _clients.Of(parsed, (file.Clients ?? scenario.DefaultClients).Select(ClientOptions.Known)),
            Values = _load.Values(parsed, scenario, file),
            Copies = _load.Copies(parsed) ?? file.Copies,
            Timeout = _load.Timeout(parsed) ?? file.Timeout,
            WarmUp = _load.WarmUp(parsed) ?? file.WarmUp ?? TimeSpan.Zero,
            Workers = _workers.Of(parsed),
            Thresholds = _thresholds.Of(parsed, file.Thresholds),
            AdminToken = _target.AdminToken(parsed),
            Expectations = [.. _expectations.Expectations(parsed), .. file.Expectations],
            JUnitFile = _expectations.JUnitFile(parsed),
            DataFiles = _reports.DataFiles(parsed),
        };
    }

    private static Command Listing(string name, string description, Func<int> list)
    {
        var command = new Command(name, description);
        command.SetAction(_ => list());
        return command;
    }
}
