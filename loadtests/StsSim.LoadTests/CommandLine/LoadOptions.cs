using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>How load is driven, besides how much and how long.</summary>
internal sealed class LoadOptions
{
    private readonly Option<string?> _settings = new("--settings")
    {
        Description = "JSON file with scenario, duration, rate, seed, clients, parameters, thresholds and expectations; what the command line says goes before it.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _values = new("--set")
    {
        Description = "A parameter of the scenario, such as pods=200; 'list' shows them. May be given several times.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<int?> _copies = new("--copies")
    {
        Description = "Closed model: so many callers in each client group, each of which waits for its answer, in place of the scenario's arrivals.",
        HelpName = "N",
        CustomParser = argument => ParseWhole(argument, 1, 2_000),
    };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "How long a client waits for the answer to one attempt. [default: each client's own]",
        HelpName = "TIME",
        CustomParser = OptionSyntax.ParseTime,
    };

    private readonly Option<TimeSpan?> _warmUp = new("--warm-up")
    {
        Description = "How long load is offered before anything is measured. [default: not at all; a few calls are always made]",
        HelpName = "TIME",
        CustomParser = OptionSyntax.ParseTime,
    };

    private readonly Option<string[]> _thresholds = new("--threshold")
    {
        Description = """What must hold of the run's figures, such as 'p99 < 200ms' or 'client("boto3-*").ok >= 99%'; the exit code is 3 where it does not. May be given several times.""",
        HelpName = "THRESHOLD",
    };

    public IEnumerable<Option> All => [_settings, _values, _copies, _timeout, _warmUp, _thresholds];

    public SettingsFile File(ParseResult parsed) =>
        parsed.GetValue(_settings) is { } path ? SettingsFile.Read(path) : SettingsFile.None;

    public int? Copies(ParseResult parsed) => parsed.GetValue(_copies);

    public TimeSpan? Timeout(ParseResult parsed) => parsed.GetValue(_timeout);

    public TimeSpan? WarmUp(ParseResult parsed) => parsed.GetValue(_warmUp);

    public IReadOnlyList<string> Thresholds(ParseResult parsed) => parsed.GetValue(_thresholds) ?? [];

    public IReadOnlyDictionary<string, double> Values(ParseResult parsed, Scenario scenario, SettingsFile file)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, double value) in file.Parameters)
        {
            Add(values, scenario, name, value);
        }

        foreach (string text in parsed.GetValue(_values) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !double.TryParse(text.AsSpan(equals + 1), CultureInfo.InvariantCulture, out double value))
            {
                throw new CannotRunException($"--set must be NAME=NUMBER, such as pods=200, not '{text}'.");
            }

            Add(values, scenario, text[..equals], value);
        }

        return values;
    }

    private static void Add(SortedDictionary<string, double> values, Scenario scenario, string name, double value)
    {
        ScenarioParameter? parameter = scenario.Parameters.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
        if (parameter is null)
        {
            string known = scenario.Parameters.Count == 0 ? "it has none" : $"it has {string.Join(", ", scenario.Parameters.Select(one => one.Name))}";
            throw new CannotRunException($"Scenario {scenario.Name} has no parameter '{name}'; {known}.");
        }

        if (value < parameter.Least || value > parameter.Most)
        {
            throw new CannotRunException(string.Create(
                CultureInfo.InvariantCulture, $"{parameter.Name} must be from {parameter.Least} to {parameter.Most}, not {value}."));
        }

        values[parameter.Name] = value;
    }

    private static int? ParseWhole(ArgumentResult argument, int least, int most)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError($"{argument.Argument.Name} must be a whole number from {least} to {most}, not '{text}'.");
        return null;
    }
}
