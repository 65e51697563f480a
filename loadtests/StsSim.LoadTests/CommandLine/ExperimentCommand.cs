using System.CommandLine;
using System.CommandLine.Parsing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed to run an experiment, and what it comes to.</summary>
internal sealed class ExperimentCommand
{
    private const string AdminTokenVariable = "StsSim__AdminToken";

    private readonly Func<string, string?> _environment;

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

    private readonly Option<ExperimentClient[]?> _clients = new("--clients")
    {
        Description = $"Client groups, separated by commas: {string.Join(", ", ExperimentClient.All.Select(client => client.Name))}. [default: as the experiment says]",
        HelpName = "A,B",
        CustomParser = ParseClients,
    };

    private readonly Option<ExperimentClient[]?> _judge = new("--judge")
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

    private readonly Option<string?> _adminToken = new("--admin-token")
    {
        Description = $"The token of the simulator's control API, where it has one. [default: {AdminTokenVariable}]",
        HelpName = "TOKEN",
    };

    public ExperimentCommand(Func<string, string?> environment, Func<ExperimentOptions, CancellationToken, Task<int>> run)
    {
        _environment = environment;
        Command = new Command(
            "experiment",
            $"Runs an experiment: each client group in an account of its own, the same load on all. Exits with {ExitCode.ExpectationsBroken} when expectations were broken.")
        {
            _experiment, _endpoint, _rate, _clients, _judge, _seed, _report, _adminToken,
        };
        Command.SetAction((parsed, cancellationToken) => run(OptionsOf(parsed), cancellationToken));
    }

    public Command Command { get; }

    private ExperimentOptions OptionsOf(ParseResult parsed)
    {
        string source = parsed.GetRequiredValue(_experiment);
        ExperimentFile experiment = ReadyExperiments.Find(source);
        ExperimentLoad load = experiment.Load;
        experiment = experiment.WithSeed(parsed.GetValue(_seed) ?? experiment.Seed) with
        {
            Load = load with
            {
                RatePerSecond = parsed.GetValue(_rate) ?? load.RatePerSecond,
                Clients = parsed.GetValue(_clients) is { Length: > 0 } chosen ? chosen : load.Clients,
            },
        };
        Uri? endpoint = parsed.GetValue(_endpoint);
        IReadOnlyList<ExperimentClient> judged = parsed.GetValue(_judge) ?? [];
        if (judged.FirstOrDefault(client => !experiment.Load.Clients.Contains(client)) is { } absent)
        {
            throw new CannotRunException($"--judge names {absent.Name}, which does not take part; --clients says who does.");
        }

        // The ambient token is that of somebody's simulator: it goes only to an endpoint the user named.
        string? token = parsed.GetValue(_adminToken) ?? (endpoint is null ? null : _environment(AdminTokenVariable));
        return new ExperimentOptions(
            experiment, source, endpoint, parsed.GetValue(_report), string.IsNullOrEmpty(token) ? null : token, judged);
    }

    private static ExperimentClient[]? ParseClients(ArgumentResult argument)
    {
        List<ExperimentClient> clients = [];
        foreach (string name in argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (ExperimentClient.Find(name) is not { } client)
            {
                argument.AddError($"There are no clients '{name}'; there are {string.Join(", ", ExperimentClient.All.Select(known => known.Name))}.");
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
