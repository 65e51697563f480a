using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed to run an experiment, and what it comes to.</summary>
internal sealed class ExperimentCommand
{
    private readonly Argument<string> _experiment = new("FILE")
    {
        Description = "An experiment file, or the name of a ready one; list-experiments shows them all.",
    };

    private readonly TargetOptions _target;
    private readonly Option<double?> _rate = OptionSyntax.Rate("as the experiment says");
    private readonly Option<int?> _seed = OptionSyntax.Seed("Seed of faults, arrivals and names. [default: the experiment's]");
    private readonly ClientOptions _clients = new("the experiment's");
    private readonly ThresholdOption _thresholds = new();
    private readonly ExpectationOptions _expectations = new();

    private readonly Option<string?> _judge = OptionSyntax.Names(
        "--judge",
        "The client groups of whom the expectations must hold, and thresholds that name no client, separated by commas. [default: all of them]",
        ClientCatalog.All.Select(kind => kind.Name));

    private readonly ReportOptions _reports = new("<experiment>");

    public ExperimentCommand(Func<string, string?> environment, Func<ExperimentOptions, CancellationToken, Task<int>> run)
    {
        _target = new TargetOptions("Address of the simulator to run it in. Without it an embedded one is started.", environment);
        _experiment.CompletionSources.Add([.. ReadyExperiments.Names]);
        Command = new Command(
            "experiment",
            $"Runs an experiment: each client group in an account of its own, the same load on all. Exits with {ExitCode.ExpectationsBroken} when expectations or thresholds were broken.")
        {
            _experiment,
        };
        foreach (Option option in (IEnumerable<Option>)
            [
                _rate, _seed, .. _clients.All, .. _target.All, _thresholds.Option, .. _expectations.All, _judge, .. _reports.All,
            ])
        {
            Command.Add(option);
        }

        Command.SetAction((parsed, cancellationToken) => run(OptionsOf(parsed), cancellationToken));
    }

    public Command Command { get; }

    private ExperimentOptions OptionsOf(ParseResult parsed)
    {
        string source = parsed.GetRequiredValue(_experiment);
        ExperimentFile experiment = ReadyExperiments.Find(source);
        ExperimentLoad load = experiment.Load;
        experiment = experiment.WithSeed(parsed.GetValue(_seed) ?? experiment.Seed).Expecting(_expectations.Expectations(parsed)) with
        {
            Load = load with
            {
                RatePerSecond = parsed.GetValue(_rate) ?? load.RatePerSecond,
                Clients = _clients.Of(parsed, load.Clients),
            },
        };
        return new ExperimentOptions(
            experiment, source, _target.Endpoint(parsed), _reports.HtmlFile(parsed), _target.AdminToken(parsed), Judged(parsed, experiment.Load.Clients))
        {
            Thresholds = _thresholds.Of(parsed),
            Expectations = _expectations.Expectations(parsed),
            JUnitFile = _expectations.JUnitFile(parsed),
            DataFiles = _reports.DataFiles(parsed),
        };
    }

    private ClientKind[] Judged(ParseResult parsed, IReadOnlyList<ClientKind> clients) =>
    [
        .. OptionSyntax.NamesIn(parsed.GetValue(_judge) ?? "").Select(name =>
            clients.FirstOrDefault(client => string.Equals(client.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CannotRunException($"--judge names {name}, which does not take part; --clients says who does.")),
    ];
}
