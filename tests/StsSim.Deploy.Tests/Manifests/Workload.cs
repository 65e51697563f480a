using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>A manifest that makes pods, and the pods it makes.</summary>
public sealed record Workload(Manifest Manifest, IDictionary<string, string> PodLabels, V1PodSpec Pod)
{
    public IEnumerable<V1Container> Containers => (Pod.InitContainers ?? []).Concat(Pod.Containers);

    /// <summary>By which it finds its pods; <see langword="null"/> where others see to that.</summary>
    public IDictionary<string, string>? Selector => Manifest.Content switch
    {
        V1Deployment deployment => deployment.Spec.Selector.MatchLabels,
        V1StatefulSet set => set.Spec.Selector.MatchLabels,
        V1DaemonSet set => set.Spec.Selector.MatchLabels,
        _ => null,
    };

    /// <summary>The names of the volumes that each pod has a claim of its own to.</summary>
    public IEnumerable<string> Claims => Manifest.Content is V1StatefulSet set ? (set.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name) : [];

    /// <summary>The pods of a manifest; <see langword="null"/> where it makes none.</summary>
    public static Workload? Of(Manifest manifest)
    {
        V1PodTemplateSpec? template = manifest.Content switch
        {
            V1Pod pod => new V1PodTemplateSpec { Metadata = pod.Metadata, Spec = pod.Spec },
            V1Job job => job.Spec.Template,
            V1CronJob cron => cron.Spec.JobTemplate.Spec.Template,
            V1Deployment deployment => deployment.Spec.Template,
            V1StatefulSet set => set.Spec.Template,
            V1DaemonSet set => set.Spec.Template,
            _ => null,
        };
        return template is null ? null : new Workload(manifest, template.Metadata?.Labels ?? new Dictionary<string, string>(), template.Spec);
    }

    /// <summary>Whether a selector finds these pods.</summary>
    public bool IsSelectedBy(IDictionary<string, string> labels) =>
        labels.All(label => PodLabels.TryGetValue(label.Key, out string? value) && value == label.Value);

    /// <summary>The number of a container's port, by number or name.</summary>
    public int? PortOf(IntOrString port) => Containers
        .SelectMany(container => container.Ports ?? [])
        .FirstOrDefault(known => known.Name == port.Value || $"{known.ContainerPort}" == port.Value)?.ContainerPort;

    public override string ToString() => Manifest.ToString();
}
