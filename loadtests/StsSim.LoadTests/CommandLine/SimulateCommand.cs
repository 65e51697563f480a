using System.CommandLine;
using System.CommandLine.Parsing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed to ask what a fleet would do, and what it comes to.</summary>
internal sealed class SimulateCommand
{
    private static readonly FleetParameters Default = new();
    private static readonly ValueRange<double> Quotas = new(1, 1_000_000);
    private static readonly ValueRange<TimeSpan> Moments = new(TimeSpan.Zero, TimeSpan.FromDays(7));

    private readonly Option<int?> _pods = OptionSyntax.Whole("--pods", "Pods of each fleet. [default: 50000]", new(1, 1_000_000));

    private readonly Option<TimeSpan?> _tokenLifetime = OptionSyntax.Time(
        "--token-lifetime", "How long a session lasts. [default: 1h]", new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(36)));

    private readonly Option<TimeSpan?> _restartIn = OptionSyntax.Time(
        "--restart-in", "How long the rolling restart takes, in which each pod is replaced once; 0 replaces all at once. [default: 10m]", Moments);

    private readonly Option<TimeSpan?> _restartAt = OptionSyntax.Time("--restart-at", "When the rolling restart begins. [default: 5m]", Moments);

    private readonly Option<bool> _noRestart = new("--no-restart") { Description = "Leaves the pods as they are." };

    private readonly Option<FleetStart?> _start = OptionSyntax.Word(
        "--start",
        "How the fleet begins: spread (long in service, with sessions of all ages) or together (all pods start at once, without sessions). [default: spread]",
        [("spread", FleetStart.Spread), ("together", FleetStart.Together)]);

    private readonly Option<TimeSpan?> _duration = OptionSyntax.Time(
        "--duration", "How much virtual time passes. [default: 90m]", Moments with { Least = TimeSpan.FromSeconds(1) });

    private readonly Option<double?> _quota = OptionSyntax.Number("--quota", "Requests a second that STS grants each fleet. [default: 600]", Quotas);
    private readonly Option<double?> _burst = OptionSyntax.Number("--burst", "Requests that it grants at once. [default: one second's worth]", Quotas);

    private readonly Option<FleetGroup[]?> _rules = new("--rules")
    {
        Description = $"The rules to compare, separated by commas: {string.Join(", ", FleetGroup.Ready.Select(group => group.Name))}; "
            + $"or RETRIES+REFRESH, of {string.Join(", ", RetryRules.All.Select(rules => rules.Name))} and {string.Join(", ", RefreshRules.All.Select(rules => rules.Name))}. "
            + $"[default: {string.Join(',', Default.Groups.Select(group => group.Name))}]",
        HelpName = "A,B",
        CustomParser = ParseRules,
    };

    private readonly Option<TimeSpan?> _useEvery = OptionSyntax.Time(
        "--use-every",
        "How often a pod uses its session; a use is what notices that renewal is due. [default: 10s]",
        Moments with { Least = TimeSpan.FromMilliseconds(100) });

    private readonly Option<Outage[]?> _outages = new("--outage")
    {
        Description = "When STS answers every request 503, such as 20m-35m. May be given several times.",
        HelpName = "FROM-TO",
        CustomParser = ParseOutages,
    };

    private readonly Option<TimeSpan?> _latency = OptionSyntax.Time(
        "--latency", "Half of the requests are answered sooner. [default: 5ms]", new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)));

    private readonly Option<int?> _seed = OptionSyntax.Seed("Seed of all that is left to chance; the same seed gives the same answer. [default: 1]");
    private readonly ReportOptions _reports = new("simulate", ReportOptions.Json);

    public SimulateCommand(Func<SimulateOptions, CancellationToken, Task<int>> run)
    {
        _rules.CompletionSources.Add(context => OptionSyntax.CompletedNames(context, FleetGroup.Ready.Select(group => group.Name)));
        Command = new Command(
            "simulate",
            "Reckons in seconds what a fleet of any size would do to STS, and STS to it, by the rules of its SDKs: no requests are sent.")
        {
            _pods, _tokenLifetime, _restartIn, _restartAt, _noRestart, _start, _duration, _quota, _burst, _rules, _useEvery, _outages, _latency, _seed,
        };
        foreach (Option option in _reports.All)
        {
            Command.Add(option);
        }

        Command.SetAction((parsed, cancellationToken) => run(OptionsOf(parsed), cancellationToken));
    }

    public Command Command { get; }

    private SimulateOptions OptionsOf(ParseResult parsed)
    {
        double quota = parsed.GetValue(_quota) ?? Default.Quota.RequestsPerSecond;
        var fleet = new FleetParameters
        {
            Pods = parsed.GetValue(_pods) ?? Default.Pods,
            TokenLifetime = parsed.GetValue(_tokenLifetime) ?? Default.TokenLifetime,
            Duration = parsed.GetValue(_duration) ?? Default.Duration,
            Restart = RestartOf(parsed),
            Quota = new Quota(quota, parsed.GetValue(_burst) ?? quota),
            ServiceLatency = parsed.GetValue(_latency) ?? Default.ServiceLatency,
            UseEvery = parsed.GetValue(_useEvery) ?? Default.UseEvery,
            Outages = parsed.GetValue(_outages) ?? [],
            Start = parsed.GetValue(_start) ?? Default.Start,
            Seed = parsed.GetValue(_seed) ?? Default.Seed,
            Groups = parsed.GetValue(_rules) is { Length: > 0 } rules ? rules : Default.Groups,
        };
        if (fleet.Restart is { } restart && restart.Begin >= fleet.Duration)
        {
            throw new CannotRunException("--restart-at comes after --duration: the restart would never be seen.");
        }

        return new SimulateOptions(fleet, _reports.HtmlFile(parsed), _reports.DataFiles(parsed));
    }

    private RollingRestart? RestartOf(ParseResult parsed)
    {
        TimeSpan? window = parsed.GetValue(_restartIn);
        TimeSpan? begin = parsed.GetValue(_restartAt);
        if (!parsed.GetValue(_noRestart))
        {
            return new RollingRestart(begin ?? Default.Restart!.Begin, window ?? Default.Restart!.Window);
        }

        return window is null && begin is null
            ? null
            : throw new CannotRunException("--no-restart leaves nothing for --restart-in and --restart-at to say.");
    }

    private static Outage[]? ParseOutages(ArgumentResult argument)
    {
        List<Outage> outages = [];
        foreach (Token token in argument.Tokens)
        {
            string[] ends = token.Value.Split('-');
            if (ends.Length != 2
                || !DurationSyntax.TryParse(ends[0], out TimeSpan from) || !DurationSyntax.TryParse(ends[1], out TimeSpan to)
                || from >= to)
            {
                argument.AddError($"--outage must be two times, the earlier first, such as 20m-35m, not '{token.Value}'.");
                return null;
            }

            outages.Add(new Outage(from, to));
        }

        return [.. outages];
    }

    private static FleetGroup[]? ParseRules(ArgumentResult argument)
    {
        List<FleetGroup> groups = [];
        foreach (string name in OptionSyntax.NamesIn(argument.Tokens[0].Value))
        {
            if (FleetGroup.Find(name) is not { } group)
            {
                argument.AddError($"There are no rules '{name}'; see --help for those there are.{Misspelling.Hint(name, FleetGroup.Ready.Select(ready => ready.Name))}");
                return null;
            }

            groups.Add(group);
        }

        return groups.Count > 0 ? [.. groups] : null;
    }
}
