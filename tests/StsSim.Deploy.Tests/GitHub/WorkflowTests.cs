using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StsSim.Deploy.Tests.GitHub;

/// <summary>What can be known of workflows without GitHub.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".github", "workflows");

    public static TheoryData<string> Workflows { get; } = [.. Directory.EnumerateFiles(Folder, "*.yml").Select(Repository.Relative)];

    [Fact]
    public void There_is_one_for_changes_and_one_for_releases() =>
        Assert.Equal([".github/workflows/ci.yml", ".github/workflows/release.yml"], Workflows.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_of_others_are_pinned_and_say_which_version_that_is(string file)
    {
        string[] uses = [.. File.ReadLines(Path.Combine(Repository.Root, file)).Where(line => line.Contains("uses:", StringComparison.Ordinal))];

        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(PinnedAction(), line));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_job_may_do_no_more_than_it_says(string file)
    {
        JsonNode workflow = Read(file);

        Assert.Equal("read", (string?)workflow["permissions"]!["contents"]);
        Assert.Single(workflow["permissions"]!.AsObject());
        Assert.All(Steps(workflow).Where(step => ((string?)step["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true), step =>
            Assert.False((bool)step["with"]!["persist-credentials"]!));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void What_it_names_is_there(string file)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, file));
        string[] named = [.. NamedFile().Matches(text).Select(match => match.Value).Distinct()];

        Assert.NotEmpty(named);
        Assert.All(named, path => Assert.True(File.Exists(Path.Combine(Repository.Root, path)), $"{path} is not there."));
    }

    // Versions count the commits behind a tag, and a clone is shallow unless it is told.
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Where_packages_are_made_the_history_is_there(string file)
    {
        JsonNode[] making = [.. Read(file)["jobs"]!.AsObject().Select(job => job.Value!).Where(job => StepsOf(job).Any(step => (string?)step["run"] == ".ci/run"))];

        Assert.Single(making);
        Assert.All(making, job => Assert.Equal(0, (long)StepsOf(job).First()["with"]!["fetch-depth"]!));
    }

    [Fact]
    public void Nothing_is_published_that_was_not_tested() => Assert.All(
        Read(".github/workflows/release.yml")["jobs"]!.AsObject().Where(job => job.Key != "test"),
        job => Assert.Equal("test", (string?)job.Value!["needs"]));

    [Fact]
    public async Task The_notes_of_a_release_are_what_the_changelog_says_of_it()
    {
        string program = Path.Combine(Repository.Root, ".ci", "release-notes");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is a script of bash.");

        ToolResult unreleased = await Tool.RunAsync(program, "Unreleased");
        ToolResult unknown = await Tool.RunAsync(program, "99.0.0");

        Assert.Equal(0, unreleased.ExitCode);
        Assert.Contains("### Added", unreleased.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (unknown.ExitCode, unknown.Output));
    }

    private static JsonNode Read(string file) => YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Root, file)))!;

    private static IEnumerable<JsonNode> Steps(JsonNode workflow) => workflow["jobs"]!.AsObject().SelectMany(job => StepsOf(job.Value!));

    private static IEnumerable<JsonNode> StepsOf(JsonNode job) => job["steps"]!.AsArray().Select(step => step!);

    [GeneratedRegex(@"uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+){0,2}$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"(\.ci/|deploy/docker/)[\w.-]+")]
    private static partial Regex NamedFile();
}
