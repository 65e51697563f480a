using System.CommandLine;
using System.CommandLine.Parsing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Thresholds;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed, and what it comes to.</summary>
internal sealed class LoadTestCommand
{
    private const int DefaultSeed = 1;
    private static readonly TimeSpan ShortestDuration = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(24);

    private readonly Func<string, string?> _environment;
    private readonly AdminTokenOption _adminToken;
    private readonly ExpectationOptions _expectations = new();

    private readonly Option<Uri?> _endpoint = new("--endpoint")
    {
        Description = "Address of the STS to load. Without it an embedded simulator is started.",
        HelpName = "URL",
        CustomParser = OptionSyntax.ParseEndpoint,
    };

    private readonly Option<Scenario?> _scenario = new("--scenario")
    {
        Description = $"Scenario to run; 'list' shows them all. [default: {ScenarioCatalog.Default.Name}]",
        HelpName = "NAME",
        CustomParser = ParseScenario,
    };

    private readonly Option<TimeSpan?> _duration = new("--duration")
    {
        Description = "Length of the load, such as 30s, 2m or 1m30s; answers are awaited a little longer. [default: the scenario's]",
        HelpName = "TIME",
        CustomParser = ParseDuration,
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Invocations per second offered by each client group. [default: the scenario's]",
        HelpName = "N",
        CustomParser = OptionSyntax.ParseRate,
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = $"Seed of arrivals and names; the same seed offers the same load. [default: {DefaultSeed}]",
        HelpName = "N",
        CustomParser = OptionSyntax.ParseSeed,
    };

    private readonly LoadOptions _load = new();
    private readonly ClientOptions _clients = new("the scenario's");
    private readonly WorkersOption _workers;
    private readonly ReportOptions _reports = new();

    private readonly Option<string?> _accessKeyId = new("--access-key-id")
    {
        Description = "Access key of the caller. [default: AWS_ACCESS_KEY_ID with --endpoint, else the simulator's example key]",
        HelpName = "ID",
    };

    private readonly Option<string?> _secretAccessKey = new("--secret-access-key")
    {
        Description = "Its secret. [default: AWS_SECRET_ACCESS_KEY with --endpoint, else the example key's]",
        HelpName = "SECRET",
    };

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
        _environment = environment;
        _adminToken = new AdminTokenOption(environment);
        _workers = new WorkersOption(environment);
        Root = new RootCommand("Drives load at StsSim, or at any endpoint that speaks AWS STS, and reports what happened.")
        {
            _endpoint, _scenario, _duration, _rate, _seed, _accessKeyId, _secretAccessKey, _adminToken.Option,
        };
        foreach (Option option in (IEnumerable<Option>)[.. _load.All, .. _workers.All, .. _clients.All, .. _reports.All, .. _expectations.All])
        {
            Root.Add(option);
        }

        Root.SetAction((parsed, cancellationToken) => run(OptionsOf(parsed), cancellationToken));

        var listCommand = new Command("list", "Shows the scenarios and what each of them is for.");
        listCommand.SetAction(_ => list());
        Root.Add(listCommand);
        var listClientsCommand = new Command("list-clients", "Shows the kinds of clients, how they behave, and which of them this machine can run.");
        listClientsCommand.SetAction(_ => listClients());
        Root.Add(listClientsCommand);
        Root.Add(experiment.Command);
        Root.Add(simulate.Command);
        Root.Add(new WorkerCommand(environment, work).Command);
        var listExperimentsCommand = new Command("list-experiments", "Shows the ready experiments and what each of them is for.");
        listExperimentsCommand.SetAction(_ => listExperiments());
        Root.Add(listExperimentsCommand);
    }

    public RootCommand Root { get; }

    private RunOptions OptionsOf(ParseResult parsed)
    {
        Uri? endpoint = parsed.GetValue(_endpoint);
        SettingsFile file = _load.File(parsed);
        Scenario scenario = parsed.GetValue(_scenario) ?? file.Scenario ?? ScenarioCatalog.Default;
        return new RunOptions(
            scenario,
            endpoint,
            parsed.GetValue(_duration) ?? file.Duration ?? scenario.DefaultDuration,
            parsed.GetValue(_rate) ?? file.Rate ?? scenario.DefaultRate,
            parsed.GetValue(_seed) ?? file.Seed ?? DefaultSeed,
            _reports.HtmlFile(parsed),
            CredentialsOf(parsed, endpoint))
        {
            Clients = _clients.Of(parsed, (file.Clients ?? scenario.DefaultClients).Select(ClientOptions.Known)),
            Values = _load.Values(parsed, scenario, file),
            Copies = _load.Copies(parsed) ?? file.Copies,
            Timeout = _load.Timeout(parsed) ?? file.Timeout,
            WarmUp = _load.WarmUp(parsed) ?? file.WarmUp ?? TimeSpan.Zero,
            Workers = _workers.Of(parsed),
            Thresholds = [.. _load.Thresholds(parsed).Concat(file.Thresholds).Select(ThresholdParser.Parse)],
            AdminToken = _adminToken.TokenFor(endpoint, parsed),
            Expectations = [.. _expectations.Expectations(parsed), .. file.Expectations],
            JUnitFile = _expectations.JUnitFile(parsed),
            DataFiles = _reports.DataFiles(parsed),
        };
    }

    /// <summary>Ambient credentials are somebody's real ones: they go only to an endpoint the user named.</summary>
    private ClientCredentials CredentialsOf(ParseResult parsed, Uri? endpoint)
    {
        string? id = parsed.GetValue(_accessKeyId);
        string? secret = parsed.GetValue(_secretAccessKey);
        if (id is null != secret is null)
        {
            throw new CannotRunException("--access-key-id and --secret-access-key go together; only one of them was given.");
        }

        if (id is not null)
        {
            return new ClientCredentials(id, secret!, null);
        }

        if (endpoint is not null
            && _environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } ambientId
            && _environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } ambientSecret)
        {
            string? token = _environment("AWS_SESSION_TOKEN");
            return new ClientCredentials(ambientId, ambientSecret, string.IsNullOrEmpty(token) ? null : token);
        }

        return ClientCredentials.Example;
    }

    private static Scenario? ParseScenario(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        Scenario? scenario = ScenarioCatalog.Find(text);
        if (scenario is null)
        {
            argument.AddError($"There is no scenario '{text}'; 'list' shows the ones there are.");
        }

        return scenario;
    }

    private static TimeSpan? ParseDuration(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (DurationSyntax.TryParse(text, out TimeSpan duration)
            && duration >= ShortestDuration && duration <= LongestDuration)
        {
            return duration;
        }

        argument.AddError($"--duration must be a time from 3s to 24h, such as 30s or 2m, not '{text}'.");
        return null;
    }
}
