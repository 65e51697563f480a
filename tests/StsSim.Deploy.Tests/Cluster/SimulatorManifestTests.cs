using System.Text;
using k8s.Models;
using Orleans.Hosting.Kubernetes;
using StackExchange.Redis;
using StsSim.Deploy.Tests.Manifests;
using StsSim.Host;
using StsSim.Operations.Worlds;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>Manifests and releases of silos and gateways, against the program that they start.</summary>
public sealed class SimulatorManifestTests
{
    public static TheoryData<string> Sets { get; } = [.. DeployedSet.OfSimulator];

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task There_are_silos_and_gateways_and_both_are_one_image(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);

        Assert.Equal([HostRole.Gateway, HostRole.Silo], ContainersOf(manifests).Select(one => one.Read.Settings.Role).Order().Reverse());
        Assert.Single(ContainersOf(manifests).Select(one => one.Container.Image).Distinct());
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task They_get_variables_that_they_know(string set)
    {
        string telemetry = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "telemetry.md"), TestContext.Current.CancellationToken);
        foreach ((_, _, HostContainer read) in ContainersOf(await DeployedSet.OfAsync(set)))
        {
            Assert.All(read.Variables.Keys.Where(name => name.StartsWith("StsSim", StringComparison.Ordinal)), name => Assert.Contains(name, read.Asked));
            Assert.All(read.Variables.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)), name => Assert.Contains($"`{name}`", telemetry, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task They_declare_the_ports_that_they_listen_on(string set)
    {
        foreach ((_, V1Container container, HostContainer read) in ContainersOf(await DeployedSet.OfAsync(set)))
        {
            Assert.Equal(container.Ports.Select(port => port.ContainerPort).Order(), read.HttpPorts.Concat(read.SiloPorts).Order());

            // Open to the network, and the program refuses that without a token.
            Assert.All($"{read.Settings.Urls};{read.Settings.ControlUrls}".Split(';', StringSplitOptions.RemoveEmptyEntries), url => Assert.Equal("0.0.0.0", new Uri(url).Host));
            Assert.NotNull(read.Settings.AdminToken);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task They_find_each_other(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        HostSettings[] settings = [.. ContainersOf(manifests).Select(one => one.Read.Settings)];

        string id = Assert.Single(settings.Select(one => one.Cluster.Id).Distinct());
        var redis = ConfigurationOptions.Parse(Assert.Single(settings.Select(one => one.Redis).Distinct())!);
        Assert.NotEmpty(redis.Password!);
        foreach ((Workload workload, _, HostContainer read) in ContainersOf(manifests))
        {
            bool isSilo = read.Settings.Role == HostRole.Silo;
            Assert.Equal(isSilo, read.Settings.Cluster.IsPod);
            Assert.Equal(isSilo ? HostContainer.PodAddress : null, read.Settings.Cluster.Address?.ToString());

            // A gateway with a silo's labels would be taken for a silo that never comes.
            Assert.All(
                [KubernetesHostingOptions.ClusterIdLabel, KubernetesHostingOptions.ServiceIdLabel],
                label => Assert.Equal(isSilo ? id : null, workload.PodLabels.TryGetValue(label, out string? value) ? value : null));
            Assert.All(
                [KubernetesHostingOptions.PodNameEnvironmentVariable, KubernetesHostingOptions.PodNamespaceEnvironmentVariable, KubernetesHostingOptions.PodIPEnvironmentVariable],
                name => Assert.Equal(isSilo, read.Variables.ContainsKey(name)));
        }

        // The Redis of the set, where it has one, takes the password that they have.
        if (manifests.Of<V1StatefulSet>().SingleOrDefault() is { } bundled)
        {
            System.Net.DnsEndPoint endpoint = Assert.IsType<System.Net.DnsEndPoint>(Assert.Single(redis.EndPoints));
            V1Service service = manifests.Get<V1Service>(endpoint.Host);
            V1Container container = bundled.Spec.Template.Spec.Containers.Single();
            V1SecretKeySelector password = container.Env.Single(variable => variable.Name == "REDISCLI_AUTH").ValueFrom.SecretKeyRef;
            Assert.Equal(endpoint.Port, manifests.WorkloadOf(bundled.Metadata.Name).PortOf(service.Spec.Ports.Single().TargetPort));
            Assert.Equal(["--requirepass", "$(REDISCLI_AUTH)"], container.Args.TakeLast(2));
            Assert.Equal(redis.Password, ValueOf(manifests.Get<V1Secret>(password.Name), password.Key));
            Assert.Equal(service.Metadata.Name, bundled.Spec.ServiceName);
            Assert.Contains(container.VolumeMounts, mount => mount.MountPath == container.Args[1]);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Silos_may_watch_pods_and_gateways_may_nothing(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach ((Workload workload, _, HostContainer read) in ContainersOf(manifests))
        {
            if (read.Settings.Role == HostRole.Gateway)
            {
                Assert.False(workload.Pod.AutomountServiceAccountToken);
                continue;
            }

            Assert.True(workload.Pod.AutomountServiceAccountToken);
            V1RoleBinding binding = manifests.Of<V1RoleBinding>().Single(binding => binding.Subjects.Any(subject => subject.Name == workload.Pod.ServiceAccountName));
            V1PolicyRule rule = Assert.Single(manifests.Get<V1Role>(binding.RoleRef.Name).Rules);
            Assert.Equal([""], rule.ApiGroups);
            Assert.Equal(["pods"], rule.Resources);
            Assert.Equal(["get", "list", "watch"], rule.Verbs);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_world_that_a_gateway_is_given_is_valid(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach ((Workload workload, V1Container container, HostContainer read) in ContainersOf(manifests))
        {
            if (read.Settings.World is not { } path)
            {
                continue;
            }

            Assert.Equal(HostRole.Gateway, read.Settings.Role);
            V1VolumeMount mount = container.VolumeMounts.Single(mount => path.StartsWith($"{mount.MountPath}/", StringComparison.Ordinal));
            V1Volume volume = workload.Pod.Volumes.Single(volume => volume.Name == mount.Name);
            string json = manifests.Get<V1ConfigMap>(volume.ConfigMap.Name).Data[path[(mount.MountPath.Length + 1)..]];
            Assert.NotNull(WorldFileReader.Read(json, WorldSecrets.OfFile(path), out IReadOnlyList<WorldFileError> errors, generated: null));
            Assert.Empty(errors);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task They_have_time_to_drain(string set)
    {
        foreach ((Workload workload, V1Container container, HostContainer read) in ContainersOf(await DeployedSet.OfAsync(set)))
        {
            double needed = (container.Lifecycle?.PreStop.Sleep.Seconds ?? 0) + Simulator.DrainTime.TotalSeconds;
            Assert.InRange(workload.Pod.TerminationGracePeriodSeconds!.Value, needed + 1, double.MaxValue);

            // Clients find gateways over a Service, which takes a moment to learn that one goes.
            Assert.Equal(read.Settings.Role == HostRole.Gateway, container.Lifecycle is not null);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Probes_ask_for_health_where_it_is_served(string set)
    {
        foreach ((_, V1Container container, HostContainer read) in ContainersOf(await DeployedSet.OfAsync(set)))
        {
            Assert.Equal(
                ["/health/live", "/health/live", "/health/ready"],
                new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Select(probe => probe.HttpGet.Path));
            Assert.All(
                new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe },
                probe => Assert.Contains(container.Ports.Single(port => port.Name == probe.HttpGet.Port.Value).ContainerPort, read.HttpPorts));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task The_Service_leads_to_AWS_on_gateways(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach ((Workload workload, _, HostContainer read) in ContainersOf(manifests))
        {
            V1Service[] services = [.. manifests.Of<V1Service>().Where(service => workload.IsSelectedBy(service.Spec.Selector))];
            Assert.Equal(
                read.Settings.Role == HostRole.Gateway ? read.HttpPorts.Order() : [],
                services.SelectMany(service => service.Spec.Ports).Select(port => workload.PortOf(port.TargetPort)!.Value).Order());
        }
    }

    [Fact]
    public async Task Probes_and_scrapes_are_answered_by_the_program()
    {
        await using Simulator simulator = await Simulator.StartAsync(["--urls", "http://127.0.0.1:0"], cancellationToken: TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = simulator.Endpoint };
        foreach (string path in new[] { "/health/live", "/health/ready", "/metrics" })
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, path);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Annotations_say_where_metrics_are(string set)
    {
        foreach ((Workload workload, _, HostContainer read) in ContainersOf(await DeployedSet.OfAsync(set)))
        {
            IDictionary<string, string> annotations = ((V1Deployment)workload.Manifest.Content).Spec.Template.Metadata.Annotations ?? new Dictionary<string, string>();
            if (annotations.TryGetValue("prometheus.io/port", out string? port))
            {
                Assert.Equal($"{read.HttpPorts.Last()}", port);
                Assert.Equal(("true", "/metrics"), (annotations["prometheus.io/scrape"], annotations["prometheus.io/path"]));
            }
        }
    }

    private static IEnumerable<(Workload Workload, V1Container Container, HostContainer Read)> ContainersOf(ManifestSet manifests) =>
        from workload in manifests.Workloads
        where workload.Manifest.Content is V1Deployment
        let container = workload.Containers.Single()
        select (workload, container, HostContainer.Of(container, manifests));

    private static string ValueOf(V1Secret secret, string key) => secret.StringData?[key] ?? Encoding.UTF8.GetString(secret.Data[key]);
}
