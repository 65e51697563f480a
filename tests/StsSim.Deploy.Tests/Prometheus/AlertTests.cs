using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using StsSim.Deploy.Tests.Manifests;

namespace StsSim.Deploy.Tests.Prometheus;

/// <summary>The alerts ask for what is exported, and Prometheus understands them.</summary>
public sealed partial class AlertTests
{
    private static readonly string Folder = Path.Combine(Repository.Deploy, "prometheus");

    private static readonly string[] Severities = ["critical", "warning"];

    private static readonly string[] Jobs = ["stssim-gateway", "stssim-silo"];

    private static readonly JsonNode Alerts = YamlAsJson.Read(File.ReadAllText(Path.Combine(Folder, "alerts.yaml")))!;

    // A test of its own holds it to what is exported.
    private static readonly string Telemetry = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));

    private static IEnumerable<JsonNode> Rules => Alerts["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray()).Select(rule => rule!);

    [Fact]
    public void Every_metric_that_an_alert_asks_for_is_exported()
    {
        foreach (JsonNode rule in Rules)
        {
            string[] series = [.. Series().Matches(WithoutLabels((string)rule["expr"]!)).Select(match => match.Value).Distinct()];
            Assert.NotEmpty(series);
            Assert.All(series.Where(name => name != "up"), name => Assert.Contains($"`{OfHistogram().Replace(name, "")}`", Telemetry, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_alert_says_how_bad_it_is_and_what_to_do()
    {
        Assert.True(Rules.Count() >= 10);
        Assert.Distinct(Rules.Select(rule => (string)rule["alert"]!));
        Assert.All(Rules, rule =>
        {
            Assert.StartsWith("StsSim", (string)rule["alert"]!, StringComparison.Ordinal);
            Assert.Contains((string)rule["labels"]!["severity"]!, Severities);
            Assert.All(["summary", "description"], annotation => Assert.EndsWith(".", (string)rule["annotations"]![annotation]!, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Jobs_are_those_that_the_chart_and_the_compose_file_scrape() => Assert.All(
        Rules.SelectMany(rule => Job().Matches((string)rule["expr"]!)).Select(match => match.Groups["job"].Value),
        job => Assert.Contains(job, Jobs));

    [Fact]
    public async Task Memory_is_high_before_a_pod_is_killed_for_it()
    {
        string expression = (string)Rules.Single(rule => (string)rule["alert"]! == "StsSimMemoryHigh")["expr"]!;
        Assert.EndsWith("> 0.85 * 2 * 2^30", expression, StringComparison.Ordinal);

        ManifestSet manifests = await DeployedSet.OfAsync("kustomize/base");
        Assert.All(manifests.Of<V1Deployment>(), deployment => Assert.Equal("2Gi", deployment.Spec.Template.Spec.Containers.Single().Resources.Limits["memory"].ToString()));
    }

    [Fact]
    public async Task Prometheus_has_nothing_against_them_and_they_fire_when_they_should()
    {
        ToolResult check = await Tool.RunAsync("promtool", "check", "rules", Path.Combine(Folder, "alerts.yaml"));
        Assert.True(check.ExitCode == 0, check.Output + check.Error);

        ToolResult test = await Tool.RunAsync("promtool", "test", "rules", Path.Combine(Folder, "alerts.tests.yaml"));
        Assert.True(test.ExitCode == 0, test.Output + test.Error);
    }

    [Fact]
    public async Task Prometheus_has_nothing_against_the_configuration_of_the_compose_file()
    {
        ToolResult check = await Tool.RunAsync("promtool", "check", "config", "--syntax-only", Path.Combine(Repository.Deploy, "compose", "prometheus.yaml"));

        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    [Fact]
    public void The_adapter_serves_the_metric_that_autoscalers_ask_for()
    {
        JsonNode rule = YamlAsJson.Read(File.ReadAllText(Path.Combine(Folder, "adapter.yaml")))!["rules"]!["custom"]![0]!;
        JsonNode values = YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Deploy, "helm", "stssim", "values.yaml")))!;

        Assert.Equal((string)values["gateway"]!["autoscaling"]!["requestsMetric"]!, (string)rule["name"]!["as"]!);
        Assert.Contains($"`{((string)rule["seriesQuery"]!).Split('{')[0]}`", Telemetry, StringComparison.Ordinal);
    }

    // Neither selectors nor grouping hold names of series.
    private static string WithoutLabels(string expression) => Labels().Replace(expression, "");

    [GeneratedRegex(@"\{[^}]*\}|\b(by|on|without|ignoring) *\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(up|[a-z]+_\w+)\b(?! *\()")]
    private static partial Regex Series();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex OfHistogram();

    [GeneratedRegex("job=\"(?<job>[^\"]+)\"")]
    private static partial Regex Job();
}
