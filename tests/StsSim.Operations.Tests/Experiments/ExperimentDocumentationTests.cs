using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StsSim.Operations.Experiments;

namespace StsSim.Operations.Tests.Experiments;

/// <summary>docs/experiments.md: its example is an experiment, and every figure stands in it.</summary>
public sealed partial class ExperimentDocumentationTests
{
    [Fact]
    public void The_example_is_a_valid_experiment()
    {
        string example = Assert.Single(Example().Matches(Page())).Groups[1].Value;

        Assert.Equal(3, ExperimentText.Read(example).Phases.Count);
        Assert.True(ExperimentSchemaTests.Accepts(example));
    }

    [Fact]
    public void Every_figure_is_explained()
    {
        string figures = Page().Split("## Figures")[1];

        Assert.All(ExpectationReader.FigureNames, figure => Assert.Contains($"`{figure}`", figures, StringComparison.Ordinal));
    }

    private static string Page([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "experiments.md"));

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
