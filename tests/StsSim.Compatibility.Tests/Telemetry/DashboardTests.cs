using System.Text.Json;
using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>The dashboard asks for what is exported, and for all that is the simulator's own.</summary>
public sealed partial class DashboardTests(MeasuredSimulator simulator)
{
    // A scrape adds them to everything.
    private static readonly string[] OfTheScrape = ["job", "instance"];

    private static readonly JsonElement Dashboard = JsonElement.Parse(File.ReadAllText(RepositoryFile.Of("deploy/dashboards/stssim.json")));

    private static IEnumerable<JsonElement> Panels => Dashboard.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    private static IEnumerable<(string Expression, string Legend)> Queries =>
        from panel in Panels
        from target in panel.GetProperty("targets").EnumerateArray()
        select (target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!);

    [Fact]
    public async Task Every_name_that_a_panel_uses_is_exported()
    {
        Exposition metrics = await simulator.MetricsAsync();
        Assert.True(Queries.Count() > 20);

        foreach ((string text, string legend) in Queries)
        {
            var expression = new PromQlExpression(text);
            Assert.NotEmpty(expression.Selected);
            foreach ((string series, string? label) in expression.Selected)
            {
                Assert.Contains(series, metrics.Series);
                Assert.Contains(label ?? "job", metrics.LabelsOf(series).Concat(OfTheScrape));
            }

            string[] labels = [.. expression.Selected.SelectMany(selected => metrics.LabelsOf(selected.Series)), .. OfTheScrape];
            Assert.All(expression.Grouped, label => Assert.Contains(label, labels));
            Assert.All(InLegend().Matches(legend).Select(match => match.Groups["label"].Value), label => Assert.Contains(label, expression.Grouped));
        }
    }

    [Fact]
    public async Task Every_metric_of_the_simulators_own_is_on_a_panel()
    {
        Exposition metrics = await simulator.MetricsAsync();
        string[] used = [.. Queries.SelectMany(query => new PromQlExpression(query.Expression).Selected).Select(selected => metrics.MetricOf(selected.Series)).Distinct()];

        Assert.Empty(metrics.Types.Keys.Where(MetricsTable.IsOwn).Except(used));
    }

    [Fact]
    public async Task Variables_are_values_of_labels_there_are()
    {
        Exposition metrics = await simulator.MetricsAsync();
        JsonElement[] variables = [.. Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()];
        Assert.Equal(["datasource", "job", "instance"], variables.Select(variable => variable.GetProperty("name").GetString()));
        foreach (JsonElement variable in variables[1..])
        {
            Match values = LabelValues().Match(variable.GetProperty("definition").GetString()!);
            Assert.True(values.Success);
            Assert.All(new PromQlExpression(values.Groups["selector"].Value).Selected, selected => Assert.Contains(selected.Series, metrics.Series));
            Assert.Contains(values.Groups["label"].Value, OfTheScrape);
        }

        Assert.All(Panels, panel => Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [GeneratedRegex(@"\{\{(?<label>\w+)\}\}")]
    private static partial Regex InLegend();

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();
}
