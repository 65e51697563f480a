using k8s.Models;
using StsSim.Deploy.Tests.Manifests;

namespace StsSim.Deploy.Tests.Kustomize;

public sealed class KustomizationTests
{
    public static TheoryData<string> Files { get; } = [.. Kustomization.Files.Select(Repository.Relative)];

    public static TheoryData<string> Folders { get; } =
        [.. Kustomization.Files.Where(file => Kustomization.Read(file).Kind == "Kustomization").Select(file => Repository.Relative(Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_it_names_is_there(string file)
    {
        string path = Path.Combine(Repository.Root, file);
        var kustomization = Kustomization.Read(path);

        Assert.NotEmpty(kustomization.Resources);
        Assert.StartsWith("kustomize.config.k8s.io/", kustomization.ApiVersion, StringComparison.Ordinal);
        Assert.All(
            kustomization.Resources.Concat(kustomization.Components),
            named => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, named)), $"{file} names {named}, which is not there."));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task It_renders_to_what_an_API_server_would_take(string folder)
    {
        var rendered = ManifestSet.Rendered(await Kubectl.KustomizeAsync(Path.Combine(Repository.Root, folder)), folder);

        Assert.NotEmpty(rendered.All);
        Assert.Empty(rendered.Of<V1Secret>()); // nobody's example of a secret may become a real one
    }
}
