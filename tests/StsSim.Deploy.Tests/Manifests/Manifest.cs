using k8s;
using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>An object of Kubernetes, and the file that it stands in.</summary>
public sealed record Manifest(string File, IKubernetesObject<V1ObjectMeta> Content)
{
    public string Kind => Content.Kind;

    public string Name => Content.Metadata.Name;

    public override string ToString() => $"{Kind} {Name} in {File}";
}
