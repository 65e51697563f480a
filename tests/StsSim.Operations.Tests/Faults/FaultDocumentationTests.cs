using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using StsSim.Operations.Faults;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Faults;

/// <summary>docs/faults.md has all there is, and its examples are rules.</summary>
public sealed partial class FaultDocumentationTests
{
    [Fact]
    public void It_has_a_line_for_every_effect_preset_and_member_of_match()
    {
        string page = Page();

        Assert.All(FaultEffects.Types, type => Assert.Contains($"\n| `{type}` |", page, StringComparison.Ordinal));
        Assert.All(FaultPresets.Names, preset => Assert.Contains($"\n| `{preset}` |", page, StringComparison.Ordinal));
        Assert.All(
            typeof(FaultMatch).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
            member => Assert.Matches($@"\n\|[^|]*`{member}`[^|]*\|", page));
    }

    [Fact]
    public void Each_example_is_a_rule()
    {
        string[] examples = [.. Example().Matches(Page()).Select(match => match.Groups[1].Value)];
        Assert.Equal(4, examples.Length);

        foreach (string example in examples)
        {
            using JsonDocument rule = JsonDocument.Parse(example);
            var errors = new List<WorldFileError>();
            FaultRulesReader.Read(new JsonCursor(rule.RootElement, "$", errors), "example");
            Assert.Empty(errors);
        }
    }

    [Fact]
    public void The_schema_of_world_files_has_every_effect_and_preset()
    {
        JsonElement schema = JsonElement.Parse(Read("src/StsSim.Operations/Worlds/world.schema.json")).GetProperty("$defs");

        Assert.Equal(FaultEffects.Types, Choices(schema.GetProperty("faultEffect").GetProperty("properties").GetProperty("type")));
        Assert.Equal([.. FaultPresets.Names, null], Choices(schema.GetProperty("faultRule").GetProperty("properties").GetProperty("preset")));

        static IEnumerable<string?> Choices(JsonElement member) => member.GetProperty("enum").EnumerateArray().Select(choice => choice.GetString());
    }

    private static string Page() => Read("docs/faults.md");

    private static string Read(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path));

    [GeneratedRegex(@"-X PUT http://\S+/faults/\S+ -d '(.*?)'$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
