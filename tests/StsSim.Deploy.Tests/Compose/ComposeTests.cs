using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StsSim.Deploy.Tests.Cluster;
using StsSim.Host;

namespace StsSim.Deploy.Tests.Compose;

/// <summary>The cluster on one machine, against the program and the files that it starts it with.</summary>
public sealed partial class ComposeTests
{
    private const string Token = "a token of somebody's own";

    private static readonly string Prometheus = Path.Combine(Repository.Deploy, "compose", "prometheus.yaml");

    private readonly ComposeFile _compose = ComposeFile.Read(Path.Combine(Repository.Deploy, "compose.yaml"));

    private Dictionary<string, HostContainer> Simulators => _compose.Services
        .Where(service => service.Value.Image.StartsWith("stssim:", StringComparison.Ordinal))
        .ToDictionary(service => service.Key, service => HostContainer.Of(service.Value.Command, service.Value.Environment.ToDictionary(variable => variable.Key, variable => Interpolated(variable.Value))));

    [Fact]
    public void There_are_two_silos_and_two_gateways_of_one_cluster()
    {
        Dictionary<string, HostContainer> simulators = Simulators;

        Assert.Equal(["gateway-1", "gateway-2"], simulators.Where(one => one.Value.Settings.Role == HostRole.Gateway).Select(one => one.Key));
        Assert.Equal(["silo-1", "silo-2"], simulators.Where(one => one.Value.Settings.Role == HostRole.Silo).Select(one => one.Key));
        Assert.Single(simulators.Values.Select(one => one.Settings.Cluster.Id).Distinct());
        Assert.Equal("redis:6379", Assert.Single(simulators.Values.Select(one => one.Settings.Redis).Distinct()));
        Assert.Contains("redis", _compose.Services.Keys);
        Assert.All(simulators.Values, one => Assert.Equal(Token, one.Settings.AdminToken));
    }

    [Fact]
    public void They_get_variables_that_they_know()
    {
        string telemetry = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        foreach (HostContainer simulator in Simulators.Values)
        {
            Assert.All(simulator.Variables.Keys.Where(name => name.StartsWith("StsSim", StringComparison.Ordinal)), name => Assert.Contains(name, simulator.Asked));
            Assert.All(simulator.Variables.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)), name => Assert.Contains($"`{name}`", telemetry, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void They_have_no_right_that_they_do_not_need()
    {
        foreach ((string name, HostContainer read) in Simulators)
        {
            ComposeService service = _compose.Services[name];
            Assert.True(service.ReadOnly);
            Assert.Equal(["ALL"], service.CapDrop);
            Assert.Equal(["no-new-privileges:true"], service.SecurityOpt);

            // A silo that looks for free ports marks them in a directory that a read-only container does not have.
            Assert.All(read.SiloPorts, port => Assert.InRange(port, 1, 65535));
        }
    }

    [Fact]
    public void They_have_time_to_drain() => Assert.All(
        Simulators.Keys,
        name => Assert.InRange(int.Parse(_compose.Services[name].StopGracePeriod![..^1], CultureInfo.InvariantCulture), Simulator.DrainTime.TotalSeconds + 1, double.MaxValue));

    [Fact]
    public void They_are_built_from_the_repository() => Assert.All(Simulators.Keys, name =>
    {
        ComposeBuild build = _compose.Services[name].Build!;
        string context = Path.GetFullPath(build.Context, Repository.Deploy);
        Assert.Equal(Repository.Root, context);
        Assert.True(File.Exists(Path.Combine(context, build.Dockerfile)));
    });

    [Fact]
    public void Every_gateway_is_published_and_nothing_beyond_this_machine()
    {
        Assert.All(
            Simulators.Where(one => one.Value.Settings.Role == HostRole.Gateway),
            gateway => Assert.Equal(gateway.Value.HttpPorts, _compose.Services[gateway.Key].PublishedPorts.Select(port => port.Target)));
        (string Address, int Published, int Target)[] published = [.. _compose.Services.Values.SelectMany(service => service.PublishedPorts)];
        Assert.All(published, port => Assert.Equal("127.0.0.1", port.Address));
        Assert.Distinct(published.Select(port => port.Published));
    }

    [Fact]
    public void What_is_mounted_is_there_and_every_volume_is_used()
    {
        (string Source, string Target)[] mounts = [.. _compose.Services.Values.SelectMany(service => service.Mounts)];
        Assert.All(mounts.Where(mount => mount.Source.StartsWith('.')), mount => Assert.True(Path.Exists(Path.GetFullPath(mount.Source, Repository.Deploy)), mount.Source));
        Assert.Equal(_compose.Volumes.Keys.Order(StringComparer.Ordinal), mounts.Select(mount => mount.Source).Where(source => !source.StartsWith('.')).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_waited_for_says_when_it_is_healthy() => Assert.All(
        _compose.Services.Values.SelectMany(service => service.DependsOn),
        dependency => Assert.True(dependency.Value.Condition != "service_healthy" || _compose.Services[dependency.Key].Healthcheck is not null));

    [Fact]
    public void Prometheus_scrapes_every_silo_and_every_gateway_where_it_listens()
    {
        JsonNode configuration = YamlAsJson.Read(File.ReadAllText(Prometheus))!;
        Dictionary<string, string[]> targets = configuration["scrape_configs"]!.AsArray().ToDictionary(
            job => (string)job!["job_name"]!, job => job!["static_configs"]![0]!["targets"]!.AsArray().Select(target => (string)target!).ToArray());

        Assert.Equal(["stssim-gateway", "stssim-silo"], targets.Keys);
        Assert.Equal(TargetsOf(HostRole.Gateway), targets["stssim-gateway"]);
        Assert.Equal(TargetsOf(HostRole.Silo), targets["stssim-silo"]);
        ComposeService service = _compose.Services["prometheus"];
        Assert.All(configuration["rule_files"]!.AsArray(), file => Assert.Contains((string)file!, service.Mounts.Select(mount => mount.Target)));
        Assert.Contains("./prometheus/alerts.yaml", service.Mounts.Select(mount => mount.Source));
    }

    [Fact]
    public void The_collector_listens_where_telemetry_is_sent()
    {
        JsonNode collector = YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Deploy, "compose", "otel-collector.yaml")))!;
        string listens = (string)collector["receivers"]!["otlp"]!["protocols"]!["grpc"]!["endpoint"]!;
        foreach (HostContainer simulator in Simulators.Values)
        {
            var endpoint = new Uri(simulator.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            Assert.Contains(endpoint.Host, _compose.Services.Keys);
            Assert.Equal($"0.0.0.0:{endpoint.Port}", listens);
        }

        // Whatever a pipeline names is defined, and whatever is defined is in a pipeline.
        JsonNode[] pipelines = [.. collector["service"]!["pipelines"]!.AsObject().Select(pipeline => pipeline.Value!)];
        Assert.All(["receivers", "processors", "exporters"], part => Assert.Equal(
            collector[part]!.AsObject().Select(defined => defined.Key),
            pipelines.SelectMany(pipeline => pipeline[part]!.AsArray()).Select(name => (string)name!).Distinct()));
        ComposeService service = _compose.Services["otel-collector"];
        Assert.Contains(service.Command.Single()["--config=".Length..], service.Mounts.Select(mount => mount.Target));
    }

    [Fact]
    public void Grafana_finds_the_dashboard_and_Prometheus()
    {
        ComposeService grafana = _compose.Services["grafana"];
        JsonNode source = YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Deploy, "compose", "grafana", "datasources.yaml")))!["datasources"]![0]!;
        JsonNode provider = YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Deploy, "compose", "grafana", "dashboards.yaml")))!["providers"]![0]!;

        var url = new Uri((string)source["url"]!);
        Assert.Contains(_compose.Services[url.Host].PublishedPorts, port => port.Target == url.Port);
        string path = (string)provider["options"]!["path"]!;
        string folder = grafana.Mounts.Single(mount => mount.Target == path).Source;
        Assert.True(File.Exists(Path.Combine(Path.GetFullPath(folder, Repository.Deploy), "stssim.json")));
        Assert.Equal($"{path}/stssim.json", grafana.Environment["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]);
    }

    private IEnumerable<string> TargetsOf(HostRole role) => Simulators.Where(one => one.Value.Settings.Role == role).Select(one => $"{one.Key}:{one.Value.HttpPorts.Single()}");

    // Only what must be set is interpolated here.
    private static string Interpolated(string value) => Required().Replace(value, Token);

    [GeneratedRegex(@"\$\{STSSIM_ADMIN_TOKEN:\?[^}]+\}")]
    private static partial Regex Required();
}
