using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed to run an experiment, and what it comes to.</summary>
internal sealed class ExperimentCommand
{
    private readonly AdminTokenOption _adminToken;
    private readonly ExpectationOptions _expectations = new();

    private readonly Argument<string> _experiment = new("FILE")
    {
        Description = "An experiment file, or the name of a ready one; list-experiments shows them all.",
    };

    private readonly Option<Uri?> _endpoint = new("--endpoint")
    {
        Description = "Address of the simulator to run it in. Without it an embedded one is started.",
        HelpName = "URL",
        CustomParser = OptionSyntax.ParseEndpoint,
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Invocations per second offered by each client group. [default: as the experiment says]",
        HelpName = "N",
        CustomParser = OptionSyntax.ParseRate,
    };

    private readonly ClientOptions _clients = new("the experiment's");

    private readonly Option<string?> _judge = new("--judge")
    {
        Description = "The client groups of whom the expectations must hold, separated by commas. [default: all of them]",
        HelpName = "A,B",
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Seed of faults, arrivals and names. [default: the experiment's]",
        HelpName = "N",
        CustomParser = OptionSyntax.ParseSeed,
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "File for the HTML report. [default: reports/<experiment>-<date>.html]",
        HelpName = "FILE",
    };

    public ExperimentCommand(Func<string, string?> environment, Func<ExperimentOptions, CancellationToken, Task<int>> run)
    {
        _adminToken = new AdminTokenOption(environment);
        Command = new Command(
            "experiment",
            $"Runs an experiment: each client group in an account of its own, the same load on all. Exits with {ExitCode.ExpectationsBroken} when expectations were broken.")
        {
            _experiment, _endpoint, _rate, _judge, _seed, _report, _adminToken.Option,
        };
        foreach (Option option in (IEnumerable<Option>)[.. _clients.All, .. _expectations.All])
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
        Uri? endpoint = parsed.GetValue(_endpoint);
        return new ExperimentOptions(
            experiment, source, endpoint, parsed.GetValue(_report), _adminToken.TokenFor(endpoint, parsed), Judged(parsed, experiment.Load.Clients))
        {
            JUnitFile = _expectations.JUnitFile(parsed),
            Expectations = _expectations.Expectations(parsed),
        };
    }

    private ClientKind[] Judged(ParseResult parsed, IReadOnlyList<ClientKind> clients)
    {
        string[] names = parsed.GetValue(_judge)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return
        [
            .. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name =>
                clients.FirstOrDefault(client => string.Equals(client.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new CannotRunException($"--judge names {name}, which does not take part; --clients says who does.")),
        ];
    }
}
