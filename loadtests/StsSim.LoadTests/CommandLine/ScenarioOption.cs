using System.CommandLine;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Which scenario is run.</summary>
internal sealed class ScenarioOption
{
    public const string Name = "--scenario";

    private readonly Option<string?> _scenario = OptionSyntax.Text(
        Name, "NAME", $"Scenario to run; 'list' shows them all. [default: {ScenarioCatalog.Default.Name}]");

    public ScenarioOption() => _scenario.CompletionSources.Add([.. ScenarioCatalog.All.Select(scenario => scenario.Name)]);

    public Option Option => _scenario;

    public Scenario? Of(ParseResult parsed) => parsed.GetValue(_scenario) is { } name ? Known(name) : null;

    /// <summary>The scenario of a name.</summary>
    public static Scenario Known(string name) => ScenarioCatalog.Find(name) ?? throw new CannotRunException(
        $"There is no scenario '{name}'; 'list' shows the ones there are.{Misspelling.Hint(name, ScenarioCatalog.All.Select(scenario => scenario.Name))}");
}
