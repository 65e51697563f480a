using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>JSON files as people write them: comments and trailing commas are allowed, and a mistake is told by its line.</summary>
internal static class HandwrittenJson
{
    // A member that stands twice would silently be one of the two.
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <param name="where">The text is from.</param>
    /// <param name="complaint">What a text that is none comes to, such as <c>is no experiment</c>.</param>
    /// <exception cref="CannotRunException">The text is no JSON, or no object.</exception>
    public static JsonObject Parse(string text, string where, string complaint)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Lenient) as JsonObject
                ?? throw new CannotRunException($"{where} {complaint}: it is not a JSON object.");
        }
        catch (JsonException failure)
        {
            // Its message ends with a line that is counted from 0.
            string what = failure.Message.Split(" LineNumber:")[0].TrimEnd('.');
            string line = failure.LineNumber is { } number ? $", in line {number + 1}" : "";
            throw new CannotRunException($"{where} {complaint}: it cannot be read as JSON{line}: {what}.", failure);
        }
    }
}
