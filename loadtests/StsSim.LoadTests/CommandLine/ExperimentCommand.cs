using System.CommandLine;
using System.CommandLine.Parsing;
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

    private readonly Option<ClientKind[]?> _clients = new("--clients")
    {
        Description = $"Client groups, separated by commas: {string.Join(", ", ClientCatalog.All.Select(client => client.Name))}. [default: as the experiment says]",
        HelpName = "A,B",
        CustomParser = ParseClients,
    };

    private readonly Option<ClientKind[]?> _judge = new("--judge")
    {
        Description = "The client groups of whom the expectations must hold. [default: all of them]",
        HelpName = "A,B",
        CustomParser = ParseClients,
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
            _experiment, _endpoint, _rate, _clients, _judge, _seed, _report, _adminToken.Option,
        };
        foreach (Option option in _expectations.All)
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
                Clients = parsed.GetValue(_clients) is { Length: > 0 } chosen ? chosen : load.Clients,
            },
        };
        Uri? endpoint = parsed.GetValue(_endpoint);
        IReadOnlyList<ClientKind> judged = parsed.GetValue(_judge) ?? [];
        if (judged.FirstOrDefault(client => !experiment.Load.Clients.Contains(client)) is { } absent)
        {
            throw new CannotRunException($"--judge names {absent.Name}, which does not take part; --clients says who does.");
        }

        return new ExperimentOptions(
            experiment, source, endpoint, parsed.GetValue(_report), _adminToken.TokenFor(endpoint, parsed), judged)
        {
            JUnitFile = _expectations.JUnitFile(parsed),
            Expectations = _expectations.Expectations(parsed),
        };
    }

    private static ClientKind[]? ParseClients(ArgumentResult argument)
    {
        List<ClientKind> clients = [];
        foreach (string name in argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ClientCatalog.Find(name) is not { } client)
            {
                argument.AddError($"There are no clients '{name}'; there are {string.Join(", ", ClientCatalog.All.Select(known => known.Name))}.");
                return null;
            }

            if (!clients.Contains(client))
            {
                clients.Add(client);
            }
        }

        return clients.Count > 0 ? [.. clients] : null;
    }
}
