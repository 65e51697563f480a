using StsSim.Deploy.Tests.Helm;
using StsSim.Deploy.Tests.Kustomize;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>Everything that is applied together, by name: a folder of manifests, a kustomization or a release of the chart.</summary>
internal static class DeployedSet
{
    private const string Base = "kustomize/base";
    private const string Overlay = "kustomize/overlays/example";

    public static IEnumerable<string> Names => ["loadtest", .. OfSimulator];

    /// <summary>Those that have silos and gateways.</summary>
    public static IEnumerable<string> OfSimulator => [Base, Overlay, .. ChartRelease.All.Select(release => release.Name)];

    /// <summary>What is applied, with the Secrets that people make by hand; skips the test where what renders it is not installed.</summary>
    public static async Task<ManifestSet> OfAsync(string name)
    {
        if (ChartRelease.All.SingleOrDefault(release => release.Name == name) is { } release)
        {
            return await release.RenderAsync();
        }

        return name == Overlay
            ? ManifestSet.Rendered(await Kubectl.KustomizeAsync(Path.Combine(Repository.Deploy, name)), name).With(ManifestSet.InFile(Path.Combine(Repository.Deploy, Base, "secret.example.yaml")))
            : ManifestSet.InFolder(Path.Combine(Repository.Deploy, name));
    }
}
