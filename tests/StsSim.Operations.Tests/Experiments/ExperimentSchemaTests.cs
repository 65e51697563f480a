using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using StsSim.Operations.Experiments;
using StsSim.Operations.Tests.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Experiments;

/// <summary>The published schema and the reader agree on what an experiment file is.</summary>
public sealed class ExperimentSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(ExperimentReader.ReadSchema());

    /// <summary>By the schema's pointer to an object: an experiment in which such an object has a member that nobody knows.</summary>
    public static TheoryData<string, string> Objects { get; } = new()
    {
        { "", """{"zzz":0,"name":"x","phases":[{"name":"a","duration":1}]}""" },
        { "/properties/load", """{"name":"x","load":{"zzz":0},"phases":[{"name":"a","duration":1}]}""" },
        { "/$defs/phase", Phase("\"zzz\":0") },
        { "/$defs/clock", Phase("\"clock\":{\"zzz\":0}") },
        { "/$defs/faultRule", Phase("\"faults\":[{\"zzz\":0,\"id\":\"a\",\"effect\":{\"type\":\"malform\"}}]") },
        { "/$defs/faultRule/properties/schedule", Phase("\"faults\":[{\"id\":\"a\",\"schedule\":{\"zzz\":0},\"effect\":{\"type\":\"malform\"}}]") },
        { "/$defs/faultMatch", Phase("\"faults\":[{\"id\":\"a\",\"match\":{\"zzz\":0},\"effect\":{\"type\":\"malform\"}}]") },
        { "/$defs/quotas/properties/operations", Phase("\"quotas\":{\"operations\":{\"zzz\":{\"requestsPerSecond\":1}}}") },
        { "/$defs/quotas", Phase("\"quotas\":{\"zzz\":0}") },
        { "/$defs/limits", Phase("\"quotas\":{\"default\":{\"zzz\":0,\"requestsPerSecond\":1}}") },
    };

    public static TheoryData<string> Valid { get; } =
    [
        ExperimentText.Rich,
        """{"name":"x","phases":[{"name":"a","duration":0.1}]}""",
        """{"name":"x","seed":null,"accountId":null,"description":null,"expectations":null,"load":null,"phases":[{"name":"a","duration":"1.5s"}]}""",
    ];

    public static TheoryData<string> Invalid { get; } = [.. ExperimentReaderTests.Mistakes
        .Select(row => row.Data.Item1)
        .Where(json => json != "{" && !json.Contains("b.ok ", StringComparison.Ordinal) && !json.Contains("nowhere", StringComparison.Ordinal) // which phases there are, a schema cannot say
            && !json.Contains("\"0s\"", StringComparison.Ordinal) && !json.Contains("24.1h", StringComparison.Ordinal) // nor how long a text is
            && !json.Contains("},{", StringComparison.Ordinal)),]; // nor that a name is taken

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_the_reader_takes_is_valid(string json)
    {
        ExperimentText.Read(json);
        Assert.True(Accepts(json));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_not_valid_the_reader_does_not_take(string json)
    {
        Assert.False(Accepts(json));
        ExperimentText.Errors(json);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Both_know_the_same_members(string place, string json)
    {
        Assert.False(Accepts(json));
        WorldFileError error = Assert.Single(ExperimentText.Errors(json), error => error.Path.EndsWith(".zzz", StringComparison.Ordinal));
        JsonNode node = place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(JsonNode.Parse(ExperimentReader.ReadSchema())!, (at, name) => at[name]!);

        Assert.Equal(error.Reason.Split("known are ")[1].Split(", ").Order(), node["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    [Fact]
    public void Every_closed_object_of_the_schema_is_compared()
    {
        var pointers = new List<string>();
        CollectClosed(JsonNode.Parse(ExperimentReader.ReadSchema())!, "", pointers);

        Assert.Equal(pointers.Order(), Objects.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public void The_schema_names_every_figure_and_no_other()
    {
        string pattern = (string)JsonNode.Parse(ExperimentReader.ReadSchema())!["properties"]!["expectations"]!["items"]!["pattern"]!;

        Assert.Contains($"({string.Join('|', ExpectationReader.FigureNames)})", pattern, StringComparison.Ordinal);
        Assert.Contains($"({string.Join('|', ClientMeasureReader.FigureNames)})", pattern, StringComparison.Ordinal);
        Assert.Contains($"({string.Join('|', ClientMeasureReader.PerHourNames)})", pattern, StringComparison.Ordinal);
    }

    // The schemas stand alone; what both have is the same in both.
    [Theory]
    [InlineData("quotas")]
    [InlineData("limits")]
    [InlineData("clock")]
    [InlineData("faultRule")]
    [InlineData("faultMatch")]
    [InlineData("faultEffect")]
    [InlineData("distribution")]
    [InlineData("texts")]
    public void Quotas_clock_and_faults_are_those_of_world_files(string definition) => Assert.True(JsonNode.DeepEquals(
        JsonNode.Parse(WorldFileReader.ReadSchema())!["$defs"]![definition], JsonNode.Parse(ExperimentReader.ReadSchema())!["$defs"]![definition]));

    public static bool Accepts(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, PublishedSchema.Lenient);
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    private static void CollectClosed(JsonNode? node, string pointer, List<string> pointers)
    {
        if (node is not JsonObject members)
        {
            return;
        }

        if (members["additionalProperties"] is JsonValue closed && closed.GetValueKind() == JsonValueKind.False)
        {
            pointers.Add(pointer);
        }

        foreach ((string name, JsonNode? member) in members)
        {
            CollectClosed(member, $"{pointer}/{name}", pointers);
        }
    }

    private static string Phase(string members) => $$"""{"name":"x","phases":[{"name":"a","duration":1,{{members}}}]}""";
}
