using System.Text.Json;

namespace StsSim.Operations.Worlds;

/// <summary>A file in JSON with comments and trailing commas, read as a whole: all that is wrong with it is told at once.</summary>
internal static class JsonFile
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>What the file says, or <see langword="null"/> and at least one error.</summary>
    public static T? Read<T>(string json, Func<JsonCursor, T> read, out IReadOnlyList<WorldFileError> errors)
        where T : class
    {
        var found = new List<WorldFileError>();
        errors = found;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Lenient);
            T value = read(new JsonCursor(document.RootElement, "$", found));
            return found.Count == 0 ? value : null;
        }
        catch (JsonException e)
        {
            found.Add(new WorldFileError("$", $"is not JSON{PlaceOf(e)}: {WhatIsWrong(e)}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            found.Add(new WorldFileError("$", JsonCursor.HalfPair)); // in the name of a member: names are compared while parsing
            return null;
        }
    }

    /// <summary>A file that is part of this assembly.</summary>
    public static string Embedded(string name)
    {
        using Stream stream = typeof(JsonFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string PlaceOf(JsonException e) =>
        e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";

    // The exception tells its place once more, counted from zero.
    private static string WhatIsWrong(JsonException e) => e.Message.Split(" LineNumber:", 2)[0];
}
