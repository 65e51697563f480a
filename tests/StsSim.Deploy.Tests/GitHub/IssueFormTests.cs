using System.Text.Json.Nodes;

namespace StsSim.Deploy.Tests.GitHub;

/// <summary>GitHub passes silently over a form that is not in order.</summary>
public sealed class IssueFormTests
{
    private static readonly string[] FieldTypes = ["input", "textarea", "dropdown", "checkboxes"];

    public static TheoryData<string> Forms { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "ISSUE_TEMPLATE"), "*.yml").Select(Repository.Relative).Where(file => !file.EndsWith("/config.yml", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_has_what_GitHub_asks_for(string file)
    {
        JsonNode form = YamlAsJson.Read(File.ReadAllText(Path.Combine(Repository.Root, file)))!;
        JsonNode[] fields = [.. form["body"]!.AsArray().Select(field => field!)];

        Assert.False(string.IsNullOrEmpty((string?)form["name"]));
        Assert.False(string.IsNullOrEmpty((string?)form["description"]));
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Contains((string?)field["type"], FieldTypes));
        Assert.All(fields, field => Assert.False(string.IsNullOrEmpty((string?)field["attributes"]!["label"])));
        Assert.Equal(fields.Length, fields.Select(field => (string?)field["id"]).Distinct().Count());
    }
}
