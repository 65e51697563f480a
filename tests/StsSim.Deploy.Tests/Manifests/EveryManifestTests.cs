using System.Text.RegularExpressions;
using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>What holds of every manifest of the project, whatever it deploys.</summary>
public sealed partial class EveryManifestTests
{
    public static TheoryData<string> Files { get; } = [.. ManifestSet.FilesIn(Repository.Deploy).Select(Repository.Relative)];

    /// <summary>The folders of <c>deploy</c> that have manifests; what is in one of them is applied together.</summary>
    public static TheoryData<string> Sets { get; } =
    [
        .. ManifestSet.FilesIn(Repository.Deploy)
            .Select(file => Path.GetRelativePath(Repository.Deploy, file).Split(Path.DirectorySeparatorChar)[0])
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void An_API_server_would_take_it(string file) => Assert.NotEmpty(ManifestReader.ReadFile(Path.Combine(Repository.Root, file)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void No_two_objects_have_the_same_name(string set) =>
        Assert.DoesNotContain(SetOf(set).All.GroupBy(manifest => (manifest.Kind, manifest.Name)), same => same.Count() > 1);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Secrets_settings_and_claims_that_pods_refer_to_are_in_the_set(string set)
    {
        ManifestSet manifests = SetOf(set);
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
                Assert.True(volume.ConfigMap is null || manifests.Get<V1ConfigMap>(volume.ConfigMap.Name) is not null);
                Assert.True(volume.Secret is null || manifests.Get<V1Secret>(volume.Secret.SecretName) is not null);
                Assert.True(volume.PersistentVolumeClaim is null || manifests.Get<V1PersistentVolumeClaim>(volume.PersistentVolumeClaim.ClaimName) is not null);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Every_mount_has_its_volume_and_every_volume_is_mounted(string set)
    {
        foreach (Workload workload in SetOf(set).Workloads)
        {
            Assert.Equal(
                (workload.Pod.Volumes ?? []).Select(volume => volume.Name).Order(StringComparer.Ordinal),
                workload.Containers.SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Services_and_policies_find_pods_and_their_ports(string set)
    {
        ManifestSet manifests = SetOf(set);
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
    public void Pods_are_spread_among_their_own_kind(string set)
    {
        foreach (Workload workload in SetOf(set).Workloads)
        {
            Assert.All(workload.Pod.TopologySpreadConstraints ?? [], constraint => Assert.True(workload.IsSelectedBy(constraint.LabelSelector.MatchLabels)));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Pods_have_no_right_that_they_do_not_need(string set)
    {
        foreach (Workload workload in SetOf(set).Workloads)
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
    public void Names_are_names_of_DNS(string set) => Assert.All(SetOf(set).All, manifest => Assert.Matches(DnsLabel(), manifest.Name));

    private static ManifestSet SetOf(string folder) => ManifestSet.InFolder(Path.Combine(Repository.Deploy, folder));

    private static IEnumerable<string> KeysOf(V1Secret secret) => (secret.Data?.Keys ?? []).Concat(secret.StringData?.Keys ?? []);

    [GeneratedRegex("^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}
