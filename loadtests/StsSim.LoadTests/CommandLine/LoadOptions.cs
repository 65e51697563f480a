using System.CommandLine;
using System.Globalization;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>How load is driven, besides how much and how long.</summary>
internal sealed class LoadOptions
{
    private readonly Option<string?> _settings = OptionSyntax.File(
        "--settings",
        $"JSON file that says the same as these options do, under the names {string.Join(", ", SettingsFileReader.Members)}; what the command line says goes before it.");

    private readonly Option<string[]> _values = OptionSyntax.Texts("--set", "NAME=NUMBER", "A parameter of the scenario, such as pods=200; 'list' shows them.");

    private readonly Option<int?> _copies = OptionSyntax.Whole(
        "--copies",
        "Closed model: so many callers in each client group, each of which waits for its answer, in place of the scenario's arrivals.",
        LoadLimits.Copies);

    private readonly Option<TimeSpan?> _timeout = OptionSyntax.Time(
        "--timeout", "How long a client waits for the answer to one attempt. [default: each client's own]", LoadLimits.Wait);

    private readonly Option<TimeSpan?> _warmUp = OptionSyntax.Time(
        "--warm-up", "How long load is offered before anything is measured. [default: not at all; a few calls are always made]", LoadLimits.Wait);

    public IEnumerable<Option> All => [_settings, _values, _copies, _timeout, _warmUp];

    public SettingsFile File(ParseResult parsed) =>
        parsed.GetValue(_settings) is { } path ? SettingsFileReader.Read(path) : SettingsFile.None;

    public int? Copies(ParseResult parsed) => parsed.GetValue(_copies);

    public TimeSpan? Timeout(ParseResult parsed) => parsed.GetValue(_timeout);

    public TimeSpan? WarmUp(ParseResult parsed) => parsed.GetValue(_warmUp);

    public IReadOnlyDictionary<string, double> Values(ParseResult parsed, Scenario scenario, SettingsFile file)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach ((string name, double value) in file.Parameters)
        {
            Add(values, scenario, name, value);
        }

        foreach (string text in parsed.GetValue(_values) ?? [])
        {
            if (!OptionSyntax.TrySplit(text, out string name, out string number) || !OptionSyntax.TryReadNumber(number, out double value))
            {
                throw new CannotRunException($"--set must be NAME=NUMBER, such as pods=200, not '{text}'.");
            }

            Add(values, scenario, name, value);
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

        if (!new ValueRange<double>(parameter.Least, parameter.Most).Holds(value))
        {
            throw new CannotRunException(string.Create(
                CultureInfo.InvariantCulture, $"{parameter.Name} must be from {parameter.Least} to {parameter.Most}, not {value}."));
        }

        values[parameter.Name] = value;
    }
}
