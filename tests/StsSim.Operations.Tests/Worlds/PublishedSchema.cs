using System.Text.Json;
using Json.Schema;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>The schema of world files, as an editor applies it. Built once: it registers itself by its id.</summary>
internal static class PublishedSchema
{
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonSchema Schema = JsonSchema.FromText(WorldFileReader.ReadSchema());

    public static bool Accepts(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        return Schema.Evaluate(document.RootElement).IsValid;
    }
}
