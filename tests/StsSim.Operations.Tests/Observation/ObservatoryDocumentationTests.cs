using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Observation;

/// <summary>docs/observatory.md has every figure and outcome there is, and its expectations are expectations.</summary>
public sealed partial class ObservatoryDocumentationTests
{
    [Fact]
    public void The_table_of_figures_is_that_of_the_figures_in_their_order() =>
        Assert.Equal(NamesOf<ClientFigure>(), FirstColumn(Section("Figures")));

    [Fact]
    public void Every_outcome_is_explained() =>
        Assert.Equal(NamesOf<VerdictOutcome>(), FirstColumn(Section("Verdicts")).Take(Enum.GetValues<VerdictOutcome>().Length));

    [Fact]
    public void The_assertions_are_assertions()
    {
        string[] examples = [.. Assertions().Matches(Page()).Select(match => match.Groups[1].Value)];

        Assert.Equal(3, examples.Length);
        Assert.All(examples, example =>
        {
            ClientAssertions.Read(example, out IReadOnlyList<WorldFileError> errors);
            Assert.Empty(errors);
        });
    }

    [Fact]
    public void The_expectations_are_expectations()
    {
        string[] expectations = [.. FirstColumn(Section("Expectations on clients"))];

        Assert.Equal(5, expectations.Length);
        Assert.All(expectations, expectation =>
        {
            ExperimentReader.Read(
                JsonSerializer.Serialize(new { name = "x", phases = new[] { new { name = "outage", duration = 1 } }, expectations = new[] { expectation } }),
                out IReadOnlyList<WorldFileError> errors);
            Assert.Empty(errors);
        });
    }

    private static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName);

    // A cell may have several.
    private static IEnumerable<string> FirstColumn(string section) =>
        section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Backticked().Matches(line.Split(" | ")[0]).Select(match => match.Groups[1].Value));

    private static string Section(string heading) => Page().Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    private static string Page([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "observatory.md"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"/_stssim/assertions\S* -d '(.*?)'", RegexOptions.Singleline)]
    private static partial Regex Assertions();
}
