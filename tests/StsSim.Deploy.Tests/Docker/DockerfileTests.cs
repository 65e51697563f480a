using System.Text.Json.Nodes;

namespace StsSim.Deploy.Tests.Docker;

/// <summary>What can be known of an image without building it.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Known = ["FROM", "ARG", "WORKDIR", "COPY", "RUN", "ENV", "EXPOSE", "USER", "ENTRYPOINT"];

    public static TheoryData<string> Files { get; } = [.. Dockerfile.Files.Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_runs_what_it_has_published(string file)
    {
        var dockerfile = Dockerfile.Read(Path.Combine(Repository.Root, file));
        Assert.All(dockerfile.Instructions, instruction => Assert.Contains(instruction, Known));
        string[] publish = dockerfile.Publish;
        string project = publish[2];
        string output = publish[Array.IndexOf(publish, "-o") + 1];
        string program = Path.GetFileName(project);

        Assert.True(File.Exists(Path.Combine(Repository.Root, project, $"{program}.csproj")), $"{project} is no project.");
        Assert.Equal($"--from=build {output} .", dockerfile.Last("COPY"));
        Assert.Equal(["dotnet", $"{program}.dll"], dockerfile.Entrypoint);

        // These tests bring along what is published.
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, $"{program}.dll")));
        JsonNode runtime = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, $"{program}.runtimeconfig.json")))!;
        string[] frameworks = [.. (runtime["runtimeOptions"]!["frameworks"] ?? new JsonArray(runtime["runtimeOptions"]!["framework"]!.DeepClone())).AsArray().Select(one => (string)one!["name"]!)];
        Assert.Equal(frameworks.Contains("Microsoft.AspNetCore.App"), dockerfile.BaseImage.StartsWith("mcr.microsoft.com/dotnet/aspnet:10.0", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_does_not_run_as_root(string file) =>
        Assert.Equal("$APP_UID", Dockerfile.Read(Path.Combine(Repository.Root, file)).Last("USER"));
}
