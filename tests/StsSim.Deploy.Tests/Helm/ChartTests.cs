using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;
using k8s.Models;
using StsSim.Deploy.Tests.Manifests;

namespace StsSim.Deploy.Tests.Helm;

/// <summary>The chart, with Helm where it is installed, and what can be known of it without.</summary>
public sealed partial class ChartTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(ChartRelease.Folder, "values.schema.json")))!;

    private static readonly JsonNode Values = YamlAsJson.Read(File.ReadAllText(Path.Combine(ChartRelease.Folder, "values.yaml")))!;

    private static IEnumerable<string> Templates => Directory.EnumerateFiles(Path.Combine(ChartRelease.Folder, "templates"));

    [Fact]
    public async Task Helm_has_nothing_against_it()
    {
        ToolResult result = await HelmProgram.RunAsync("lint", "--strict", ChartRelease.Folder);

        Assert.True(result.ExitCode == 0, result.Output);
    }

    [Fact]
    public void Every_value_that_a_template_uses_is_in_the_values_and_in_the_schema()
    {
        string[] used = [.. Templates.SelectMany(file => ValuePath().Matches(File.ReadAllText(file)).Select(match => match.Groups["path"].Value)).Distinct()];
        Assert.True(used.Length > 50);

        Assert.All(used, path => Assert.True(IsIn(Values, path.Split('.')), $"{path} is not in values.yaml."));
        Assert.All(used, path => Assert.True(IsInSchema(path.Split('.')), $"{path} is not in values.schema.json."));
    }

    [Fact]
    public void Every_value_is_used_by_a_template()
    {
        string templates = string.Concat(Templates.Select(File.ReadAllText));

        // The last name: some are reached over the part that they belong to.
        Assert.All(LeavesOf(Values), leaf => Assert.Matches($@"\.{leaf.Split('.')[^1]}\b", templates));
    }

    [Fact]
    public void The_README_names_every_value()
    {
        string readme = File.ReadAllText(Path.Combine(ChartRelease.Folder, "README.md"));

        Assert.All(Values.AsObject().Where(value => !value.Key.EndsWith("Override", StringComparison.Ordinal)), value => Assert.Matches($@"`{value.Key}[.`]", readme));
    }

    [Fact]
    public void The_values_are_what_the_schema_allows()
    {
        EvaluationResults result = JsonSchema.FromText(Schema.ToJsonString()).Evaluate(JsonSerializer.SerializeToElement(Values), new EvaluationOptions { OutputFormat = OutputFormat.List });

        Assert.True(result.IsValid, string.Join('\n', (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}")));
    }

    [Fact]
    public void The_schema_knows_every_value_and_no_other()
    {
        Assert.All(LeavesOf(Values), leaf => Assert.True(IsInSchema(leaf.Split('.')), leaf));
        string[] known = [.. Schema["properties"]!.AsObject().Select(property => property.Key)];
        Assert.Equal(Values.AsObject().Select(value => value.Key).Append("global").Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gateway: { replica: 3 }", "replica")]
    [InlineData("gateway: { replicas: many }", "replicas")]
    [InlineData("auth: lenient", "auth")]
    [InlineData("controlListener: { enabled: true, port: 7870 }", "port")]
    [InlineData("silo: { terminationGracePeriodSeconds: 5 }", "terminationGracePeriodSeconds")]
    [InlineData("gateway: { preStopSleepSeconds: 20 }", "gateway.terminationGracePeriodSeconds has to be longer")]
    [InlineData("redis: { bundled: { enabled: false } }", "redis.existingSecret names the Secret")]
    [InlineData("world: { existingSecret: a, existingConfigMap: b }", "one world at a time")]
    [InlineData("gateway: { autoscaling: { enabled: true, cpuUtilization: null } }", "gateway.autoscaling needs")]
    public async Task Values_that_cannot_work_are_refused(string values, string sentence)
    {
        ToolResult result = await ChartRelease.TemplateAsync(values);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_may_be_in_a_Secret()
    {
        ToolResult result = await ChartRelease.TemplateAsync("world: { existingSecret: our-world }");
        var rendered = ManifestSet.Rendered(result.Output, "a world in a Secret");

        V1PodSpec pod = rendered.Get<V1Deployment>("stssim-gateway").Spec.Template.Spec;
        Assert.Equal("our-world", Assert.Single(pod.Volumes).Secret.SecretName);
    }

    [Fact]
    public async Task Monitors_find_ports_there_are_and_rules_are_the_alerts()
    {
        ToolResult result = await ChartRelease.TemplateAsync("{ controlListener: { enabled: true }, podMonitor: { enabled: true, labels: { release: p } }, prometheusRule: { enabled: true, labels: { release: p } } }");
        Assert.True(result.ExitCode == 0, result.Error);
        JsonNode[] documents = [.. YamlAsJson.ReadAll(result.Output)];
        JsonNode[] monitors = [.. documents.Where(document => (string?)document["kind"] == "PodMonitor")];

        Assert.Equal(2, monitors.Length);
        foreach (JsonNode monitor in monitors)
        {
            JsonObject labels = monitor["spec"]!["selector"]!["matchLabels"]!.AsObject();
            JsonNode pods = documents.Single(document =>
                (string?)document["kind"] == "Deployment" && labels.All(label => JsonNode.DeepEquals(document["spec"]!["template"]!["metadata"]!["labels"]![label.Key], label.Value)))["spec"]!["template"]!;
            JsonNode endpoint = monitor["spec"]!["podMetricsEndpoints"]!.AsArray().Single()!;
            string role = (string)labels["app.kubernetes.io/component"]!;
            Assert.Contains((string)endpoint["port"]!, pods["spec"]!["containers"]![0]!["ports"]!.AsArray().Select(port => (string)port!["name"]!));

            // With a listener of its own, the control API's is the one that has metrics.
            Assert.Equal(role == "gateway" ? "control" : "http", (string)endpoint["port"]!);
            Assert.Equal($"stssim-{role}", (string)endpoint["relabelings"]![0]!["replacement"]!);
        }

        JsonNode rules = documents.Single(document => (string?)document["kind"] == "PrometheusRule")["spec"]!;
        Assert.True(JsonNode.DeepEquals(YamlAsJson.Read(await File.ReadAllTextAsync(Path.Combine(Repository.Deploy, "prometheus", "alerts.yaml"), TestContext.Current.CancellationToken)), rules));
    }

    [Fact]
    public async Task The_dashboard_is_the_one_there_is()
    {
        ToolResult result = await ChartRelease.TemplateAsync("dashboard: { enabled: true }");
        V1ConfigMap dashboard = ManifestSet.Rendered(result.Output, "a dashboard").Get<V1ConfigMap>("stssim-dashboard");

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Deploy, "dashboards", "stssim.json"), TestContext.Current.CancellationToken)), JsonNode.Parse(dashboard.Data.Single().Value)));
    }

    [Theory]
    [InlineData("stssim-silo")]
    [InlineData("stssim-gateway")]
    [InlineData("stssim-redis")]
    public async Task As_it_is_it_makes_the_pods_of_the_plain_manifests(string workload)
    {
        ManifestSet release = await DeployedSet.OfAsync("helm: as it is");
        ManifestSet plain = await DeployedSet.OfAsync("kustomize/base");

        Assert.Equal(Essence(plain.WorkloadOf(workload)), Essence(release.WorkloadOf(workload)));
        Assert.Equal(
            plain.WorkloadOf(workload).Containers.Single().Env.Select(variable => variable.Name).Order(StringComparer.Ordinal),
            release.WorkloadOf(workload).Containers.Single().Env.Select(variable => variable.Name).Except(["StsSim__Auth", "StsSim__Cluster__ProbeTimeout"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_text_has_the_ports_probes_and_variables_of_the_plain_manifests()
    {
        string templates = string.Concat(Templates.Select(File.ReadAllText));
        string plain = string.Concat(ManifestSet.FilesIn(Path.Combine(Repository.Deploy, "kustomize", "base")).Select(File.ReadAllText));

        string[] lines = [.. Shared().Matches(plain).Select(match => match.Value.Trim()).Distinct()];
        Assert.True(lines.Length > 15);
        Assert.All(lines, line => Assert.Contains(line, templates, StringComparison.Ordinal));
    }

    // What a container is and does, apart from what it is called and told.
    private static string Essence(Workload workload)
    {
        V1Container container = workload.Containers.Single();
        return JsonSerializer.Serialize(new
        {
            container.Args,
            container.Command,
            container.Ports,
            container.StartupProbe,
            container.LivenessProbe,
            container.ReadinessProbe,
            container.Lifecycle,
            container.Resources,
            container.SecurityContext,
            Pod = workload.Pod.SecurityContext,
            workload.Pod.TerminationGracePeriodSeconds,
            workload.Pod.AutomountServiceAccountToken,
            Spread = (workload.Pod.TopologySpreadConstraints ?? []).Select(constraint => constraint.TopologyKey),
            Replicas = workload.Manifest.Content is V1Deployment deployment ? deployment.Spec.Replicas : null,
            Strategy = workload.Manifest.Content is V1Deployment rolled ? rolled.Spec.Strategy : null,
        });
    }

    private static bool IsIn(JsonNode? values, string[] path) =>
        path.Length == 0 || (values is JsonObject properties && properties.ContainsKey(path[0]) && (path.Length == 1 || IsIn(properties[path[0]], path[1..])));

    private static bool IsInSchema(string[] path)
    {
        JsonNode? at = Schema;
        foreach (string name in path)
        {
            at = at!["$ref"] is { } reference ? Schema["definitions"]![((string)reference!).Split('/')[^1]] : at;
            at = at!["properties"]?[name] ?? at["additionalProperties"] as JsonObject ?? (at["properties"] is null ? new JsonObject() : null);
            if (at is null)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<string> LeavesOf(JsonNode values, string path = "") => values.AsObject().SelectMany(value =>
        value.Value is JsonObject { Count: > 0 } inner && value.Key is not ("resources" or "labels") ? LeavesOf(inner, $"{path}{value.Key}.") : [$"{path}{value.Key}"]);

    [GeneratedRegex(@"\.Values\.(?<path>\w+(\.\w+)*)")]
    private static partial Regex ValuePath();

    [GeneratedRegex(@"(containerPort: \d+|path: /health/\w+|- name: (StsSim|POD)_\w+|- --role=\w+|port: (http|silo|silo-gateway|redis)\b|failureThreshold: \d+|runAsUser: \d+|- --append.*)")]
    private static partial Regex Shared();
}
