using k8s;
using k8s.Models;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>Manifests that are applied together, and may refer to each other.</summary>
public sealed class ManifestSet
{
    // In the folder of what is deployed: the chart's templates, Docker's and Prometheus's own files.
    private static readonly string[] OfOtherTools = ["helm", "compose", "compose.yaml", "prometheus"];

    private ManifestSet(IEnumerable<Manifest> manifests)
    {
        All = [.. manifests];
        Workloads = [.. All.Select(Workload.Of).OfType<Workload>()];
    }

    public IReadOnlyList<Manifest> All { get; }

    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>All manifests of a folder and those below it.</summary>
    public static ManifestSet InFolder(string path) => new(FilesIn(path).SelectMany(ManifestReader.ReadFile));

    public static ManifestSet InFile(string path) => new(ManifestReader.ReadFile(path));

    /// <summary>What a tool has rendered.</summary>
    public static ManifestSet Rendered(string yaml, string name) => new(ManifestReader.Read(yaml, name));

    /// <summary>The files of a folder and those below it that hold manifests, and not what tools make manifests from or read themselves.</summary>
    public static IEnumerable<string> FilesIn(string path) => Directory.EnumerateFiles(path, "*.y*ml", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "kustomization.yaml")
        .Where(file => !OfOtherTools.Contains(Path.GetRelativePath(Repository.Deploy, file).Split(Path.DirectorySeparatorChar)[0]))
        .Order(StringComparer.Ordinal);

    /// <summary>With others that are applied beside it.</summary>
    public ManifestSet With(ManifestSet others) => new(All.Concat(others.All));

    public T Get<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        Of<T>().Single(one => one.Metadata.Name == name);

    public IEnumerable<T> Of<T>()
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        All.Select(manifest => manifest.Content).OfType<T>();

    public Workload WorkloadOf(string name) => Workloads.Single(workload => workload.Manifest.Name == name);
}
