using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What can be typed to ask what a fleet would do, and what it comes to.</summary>
internal sealed class SimulateCommand
{
    private const int MostPods = 1_000_000;
    private const double HighestQuota = 1_000_000;

    private static readonly FleetParameters Default = new();
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ShortestUseInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(36);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly Option<int?> _pods = new("--pods")
    {
        Description = "Pods of each fleet. [default: 50000]",
        HelpName = "N",
        CustomParser = ParsePods,
    };

    private readonly Option<TimeSpan?> _tokenLifetime = new("--token-lifetime")
    {
        Description = "How long a session lasts. [default: 1h]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, ShortestSession, LongestSession),
    };

    private readonly Option<TimeSpan?> _restartIn = new("--restart-in")
    {
        Description = "How long the rolling restart takes, in which each pod is replaced once; 0 replaces all at once. [default: 10m]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, TimeSpan.Zero, Longest),
    };

    private readonly Option<TimeSpan?> _restartAt = new("--restart-at")
    {
        Description = "When the rolling restart begins. [default: 5m]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, TimeSpan.Zero, Longest),
    };

    private readonly Option<bool> _noRestart = new("--no-restart")
    {
        Description = "Leaves the pods as they are.",
    };

    private readonly Option<FleetStart?> _start = new("--start")
    {
        Description = "How the fleet begins: spread (long in service, with sessions of all ages) or together (all pods start at once, without sessions). [default: spread]",
        HelpName = "spread|together",
        CustomParser = ParseStart,
    };

    private readonly Option<TimeSpan?> _duration = new("--duration")
    {
        Description = "How much virtual time passes. [default: 90m]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, TimeSpan.FromSeconds(1), Longest),
    };

    private readonly Option<double?> _quota = new("--quota")
    {
        Description = "Requests a second that STS grants each fleet. [default: 600]",
        HelpName = "N",
        CustomParser = ParseQuota,
    };

    private readonly Option<double?> _burst = new("--burst")
    {
        Description = "Requests that it grants at once. [default: one second's worth]",
        HelpName = "N",
        CustomParser = ParseQuota,
    };

    private readonly Option<FleetGroup[]?> _rules = new("--rules")
    {
        Description = $"The rules to compare, separated by commas: {string.Join(", ", FleetGroup.Ready.Select(group => group.Name))}; "
            + $"or RETRIES+REFRESH, of {string.Join(", ", RetryRules.All.Select(rules => rules.Name))} and {string.Join(", ", RefreshRules.All.Select(rules => rules.Name))}. "
            + $"[default: {string.Join(',', Default.Groups.Select(group => group.Name))}]",
        HelpName = "A,B",
        CustomParser = ParseRules,
    };

    private readonly Option<TimeSpan?> _useEvery = new("--use-every")
    {
        Description = "How often a pod uses its session; a use is what notices that renewal is due. [default: 10s]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, ShortestUseInterval, Longest),
    };

    private readonly Option<Outage[]?> _outages = new("--outage")
    {
        Description = "When STS answers every request 503, such as 20m-35m; may be given again.",
        HelpName = "FROM-TO",
        CustomParser = ParseOutages,
    };

    private readonly Option<TimeSpan?> _latency = new("--latency")
    {
        Description = "Half of the requests are answered sooner. [default: 5ms]",
        HelpName = "TIME",
        CustomParser = argument => ParseTime(argument, Shortest, TimeSpan.FromMinutes(1)),
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Seed of all that is left to chance; the same seed gives the same answer. [default: 1]",
        HelpName = "N",
        CustomParser = OptionSyntax.ParseSeed,
    };

    private readonly Option<string?> _report = new("--report")
    {
        Description = "File for the HTML report. [default: reports/simulate-<date>.html]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "File for the figures as JSON. [default: none]",
        HelpName = "FILE",
    };

    public SimulateCommand(Func<SimulateOptions, CancellationToken, Task<int>> run)
    {
        Command = new Command(
            "simulate",
            "Reckons in seconds what a fleet of any size would do to STS, and STS to it, by the rules of its SDKs: no requests are sent.")
        {
            _pods, _tokenLifetime, _restartIn, _restartAt, _noRestart, _start, _duration, _quota, _burst, _rules, _useEvery, _outages,
            _latency, _seed, _report, _json,
        };
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

        return new SimulateOptions(fleet, parsed.GetValue(_report), parsed.GetValue(_json));
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

    private static int? ParsePods(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int pods) && pods is >= 1 and <= MostPods)
        {
            return pods;
        }

        argument.AddError($"--pods must be a whole number from 1 to {MostPods}, not '{text}'.");
        return null;
    }

    private static double? ParseQuota(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out double rate) && rate >= 1 && rate <= HighestQuota)
        {
            return rate;
        }

        argument.AddError($"{NameOf(argument)} must be a number from 1 to {HighestQuota}, not '{text}'.");
        return null;
    }

    private static TimeSpan? ParseTime(ArgumentResult argument, TimeSpan shortest, TimeSpan longest)
    {
        string text = argument.Tokens[0].Value;
        if (DurationSyntax.TryParse(text, out TimeSpan time) && time >= shortest && time <= longest)
        {
            return time;
        }

        string least = shortest == TimeSpan.Zero ? "0" : SimulationInWords.Span(shortest);
        argument.AddError($"{NameOf(argument)} must be a time from {least} to {SimulationInWords.Span(longest)}, such as 30s or 2m, not '{text}'.");
        return null;
    }

    private static FleetStart? ParseStart(ArgumentResult argument)
    {
        switch (argument.Tokens[0].Value)
        {
            case "spread":
                return FleetStart.Spread;
            case "together":
                return FleetStart.Together;
            default:
                argument.AddError($"--start must be spread or together, not '{argument.Tokens[0].Value}'.");
                return null;
        }
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
        foreach (string name in argument.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (FleetGroup.Find(name) is not { } group)
            {
                argument.AddError($"There are no rules '{name}'; see --help for those there are.");
                return null;
            }

            if (!groups.Contains(group))
            {
                groups.Add(group);
            }
        }

        return groups.Count > 0 ? [.. groups] : null;
    }

    private static string NameOf(ArgumentResult argument) => (argument.Parent as OptionResult)?.IdentifierToken?.Value ?? "The value";
}
