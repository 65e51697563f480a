using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>What holds of every manifest of the project, whatever it deploys.</summary>
public sealed partial class EveryManifestTests
{
    public static TheoryData<string> Files { get; } = [.. ManifestSet.FilesIn(Repository.Deploy).Select(Repository.Relative)];

    public static TheoryData<string> Sets { get; } = [.. DeployedSet.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_API_server_would_take_it(string file) => Assert.NotEmpty(ManifestReader.ReadFile(Path.Combine(Repository.Root, file)));

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task No_two_objects_have_the_same_name(string set) =>
        Assert.DoesNotContain((await DeployedSet.OfAsync(set)).All.GroupBy(manifest => (manifest.Kind, manifest.Name)), same => same.Count() > 1);

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Secrets_settings_and_claims_that_pods_refer_to_are_in_the_set(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach (Workload workload in manifests.Workloads)
        {
            foreach (V1EnvVarSource source in workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom).OfType<V1EnvVarSource>())
            {
                if (source.SecretKeyRef is { } secret)
                {
                    Assert.Contains(secret.Key, KeysOf(manifests.Get<V1Secret>(secret.Name)));
                }

                if (source.ConfigMapKeyRef is { } setting)
                {
                    Assert.Contains(setting.Key, manifests.Get<V1ConfigMap>(setting.Name).Data.Keys);
                }
            }

            foreach (V1Volume volume in workload.Pod.Volumes ?? [])
            {
                foreach (string key in FilesOf(workload, volume))
                {
                    Assert.Contains(key, volume.ConfigMap is { } map ? manifests.Get<V1ConfigMap>(map.Name).Data.Keys : KeysOf(manifests.Get<V1Secret>(volume.Secret!.SecretName)));
                }

                Assert.True(volume.ConfigMap is null || manifests.Get<V1ConfigMap>(volume.ConfigMap.Name) is not null);
                Assert.True(volume.Secret is null || manifests.Get<V1Secret>(volume.Secret.SecretName) is not null);
                Assert.True(volume.PersistentVolumeClaim is null || manifests.Get<V1PersistentVolumeClaim>(volume.PersistentVolumeClaim.ClaimName) is not null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Budgets_autoscalers_ingresses_and_bindings_have_what_they_are_for(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach (V1PodDisruptionBudget budget in manifests.Of<V1PodDisruptionBudget>())
        {
            Assert.Single(manifests.Workloads, workload => workload.IsSelectedBy(budget.Spec.Selector.MatchLabels));
        }

        foreach (V2HorizontalPodAutoscaler autoscaler in manifests.Of<V2HorizontalPodAutoscaler>())
        {
            V1Deployment scaled = manifests.Get<V1Deployment>(autoscaler.Spec.ScaleTargetRef.Name);
            Assert.Equal(("apps/v1", "Deployment"), (autoscaler.Spec.ScaleTargetRef.ApiVersion, autoscaler.Spec.ScaleTargetRef.Kind));
            Assert.Null(scaled.Spec.Replicas); // or the two would take turns
            Assert.NotEmpty(autoscaler.Spec.Metrics);
            Assert.All(
                autoscaler.Spec.Metrics.Select(metric => metric.Resource).OfType<V2ResourceMetricSource>(),
                metric => Assert.All(scaled.Spec.Template.Spec.Containers, container => Assert.True(container.Resources.Requests.ContainsKey(metric.Name))));
        }

        foreach (V1IngressServiceBackend backend in manifests.Of<V1Ingress>().SelectMany(ingress => ingress.Spec.Rules).SelectMany(rule => rule.Http.Paths).Select(path => path.Backend.Service))
        {
            Assert.Contains(manifests.Get<V1Service>(backend.Name).Spec.Ports, port => port.Name == backend.Port.Name || port.Port == backend.Port.Number);
        }

        foreach (V1RoleBinding binding in manifests.Of<V1RoleBinding>())
        {
            Assert.True(Has<V1Role>(manifests, binding.RoleRef.Kind, binding.RoleRef.Name));
            Assert.All(binding.Subjects, subject => Assert.True(Has<V1ServiceAccount>(manifests, subject.Kind, subject.Name)));
            Assert.All(manifests.Get<V1Role>(binding.RoleRef.Name).Rules, rule => Assert.DoesNotContain("*", rule.Verbs.Concat(rule.Resources)));
        }

        Assert.All(
            manifests.Workloads.Where(workload => workload.Pod.AutomountServiceAccountToken is not false),
            workload => Assert.Contains(manifests.Of<V1RoleBinding>(), binding => binding.Subjects.Any(subject => subject.Name == workload.Pod.ServiceAccountName)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Selectors_of_workloads_find_their_own_pods_and_nobody_elses(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach (Workload workload in manifests.Workloads.Where(workload => workload.Selector is not null))
        {
            Assert.Equal(workload, Assert.Single(manifests.Workloads, other => other.IsSelectedBy(workload.Selector!)));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Every_mount_has_its_volume_and_every_volume_is_mounted(string set)
    {
        foreach (Workload workload in (await DeployedSet.OfAsync(set)).Workloads)
        {
            Assert.Equal(
                (workload.Pod.Volumes ?? []).Select(volume => volume.Name).Order(StringComparer.Ordinal),
                workload.Containers.SelectMany(container => container.VolumeMounts ?? []).Where(mount => !workload.Claims.Contains(mount.Name)).Select(mount => mount.Name).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Services_and_policies_find_pods_and_their_ports(string set)
    {
        ManifestSet manifests = await DeployedSet.OfAsync(set);
        foreach (V1Service service in manifests.Of<V1Service>())
        {
            Workload[] found = [.. manifests.Workloads.Where(workload => workload.IsSelectedBy(service.Spec.Selector))];
            Assert.NotEmpty(found);
            Assert.All(found, workload => Assert.All(service.Spec.Ports, port => Assert.NotNull(workload.PortOf(port.TargetPort ?? port.Port))));
        }

        foreach (V1NetworkPolicy policy in manifests.Of<V1NetworkPolicy>())
        {
            Workload[] found = [.. manifests.Workloads.Where(workload => workload.IsSelectedBy(policy.Spec.PodSelector.MatchLabels))];
            Assert.NotEmpty(found);
            foreach (V1NetworkPolicyIngressRule rule in policy.Spec.Ingress ?? [])
            {
                Assert.All(found, workload => Assert.All(rule.Ports ?? [], port => Assert.NotNull(workload.PortOf(port.Port))));
                Assert.All(
                    (rule.FromProperty ?? []).Select(peer => peer.PodSelector).OfType<V1LabelSelector>(),
                    peer => Assert.Contains(manifests.Workloads, workload => workload.IsSelectedBy(peer.MatchLabels)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Pods_are_spread_among_their_own_kind(string set)
    {
        foreach (Workload workload in (await DeployedSet.OfAsync(set)).Workloads)
        {
            Assert.All(workload.Pod.TopologySpreadConstraints ?? [], constraint => Assert.True(workload.IsSelectedBy(constraint.LabelSelector.MatchLabels)));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Pods_have_no_right_that_they_do_not_need(string set)
    {
        foreach (Workload workload in (await DeployedSet.OfAsync(set)).Workloads)
        {
            Assert.True(workload.Pod.SecurityContext?.RunAsNonRoot, $"{workload} may run as root.");
            Assert.Equal("RuntimeDefault", workload.Pod.SecurityContext!.SeccompProfile?.Type);
            foreach (V1Container container in workload.Containers)
            {
                Assert.True(container.SecurityContext?.ReadOnlyRootFilesystem, $"{workload} may write to its image.");
                Assert.False(container.SecurityContext!.AllowPrivilegeEscalation ?? true, $"{workload} may gain privileges.");
                Assert.Equal(["ALL"], container.SecurityContext.Capabilities?.Drop ?? []);
                Assert.All(["cpu", "memory"], resource => Assert.True(container.Resources?.Requests?.ContainsKey(resource), $"{workload} requests no {resource}."));
                Assert.True(container.Resources!.Limits?.ContainsKey("memory"), $"{workload} has no limit of memory.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Names_are_names_of_DNS(string set) => Assert.All((await DeployedSet.OfAsync(set)).All, manifest => Assert.Matches(DnsLabel(), manifest.Name));

    private static IEnumerable<string> KeysOf(V1Secret secret) => (secret.Data?.Keys ?? []).Concat(secret.StringData?.Keys ?? []);

    // A world is a file of that name; what else is mounted may have any.
    private static IEnumerable<string> FilesOf(Workload workload, V1Volume volume) =>
        from container in workload.Containers
        from mount in container.VolumeMounts ?? []
        where mount.Name == volume.Name
        from variable in container.Env ?? []
        where variable.Value?.StartsWith($"{mount.MountPath}/", StringComparison.Ordinal) ?? false
        select variable.Value[(mount.MountPath.Length + 1)..];

    private static bool Has<T>(ManifestSet manifests, string kind, string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        kind == typeof(T).Name[2..] && manifests.Of<T>().Any(one => one.Metadata.Name == name);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
