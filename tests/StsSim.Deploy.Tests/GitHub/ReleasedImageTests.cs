using System.Text.Json.Nodes;

namespace StsSim.Deploy.Tests.GitHub;

/// <summary>Packages that start the image name the one that the release workflow pushes.</summary>
public sealed class ReleasedImageTests
{
    public static TheoryData<string> Packages { get; } = ["StsSim.Testing.Containers", "StsSim.Aspire.Hosting"];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Built_by_the_release_a_package_names_the_registry_that_it_pushes_to(string package)
    {
        string release = await File.ReadAllTextAsync(Path.Combine(Repository.Root, ".github", "workflows", "release.yml"), TestContext.Current.CancellationToken);
        Assert.Contains("repository=\"ghcr.io/${GITHUB_REPOSITORY_OWNER,,}/${{ matrix.image }}\"", release, StringComparison.Ordinal);
        Assert.Contains("--tag \"$repository:${GITHUB_REF_NAME#v}\"", release, StringComparison.Ordinal); // the version: tags are v and the version
        Assert.Contains("- image: stssim\n", release, StringComparison.Ordinal);

        Assert.Equal("ghcr.io/some-body", await RegistryOfAsync(package, "Some-Body"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Built_elsewhere_it_names_none(string package) => Assert.Null(await RegistryOfAsync(package, owner: ""));

    // As MSBuild evaluates the project; nothing is built.
    private static async Task<string?> RegistryOfAsync(string package, string owner)
    {
        ToolResult evaluated = await Tool.RunAsync(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "msbuild", Path.Combine(Repository.Root, "src", package, $"{package}.csproj"), "-getItem:AssemblyMetadata", $"-p:GITHUB_REPOSITORY_OWNER={owner}");
        Assert.Equal(0, evaluated.ExitCode);
        return (string?)JsonNode.Parse(evaluated.Output)!["Items"]!["AssemblyMetadata"]!.AsArray().SingleOrDefault(item => (string?)item!["Identity"] == "ReleasedImageRegistry")?["Value"];
    }
}
